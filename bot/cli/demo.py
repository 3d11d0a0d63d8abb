"""`bekhoe demo`: one week of Bình Lư through the running bot, shown as a conversation."""

import typer


def demo() -> None:
    """Một tuần ở xã mẫu Bình Lư: tin đến bằng Telegram và SMS, bot trả lời, trạm xem số liệu.

    Ví dụ: bekhoe demo
    """
    import asyncio
    import tempfile

    from bot.demonstration import show

    with tempfile.TemporaryDirectory(prefix="bekhoe-demo-") as folder:
        asyncio.run(show(folder, typer.echo))
