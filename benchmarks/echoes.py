"""The echo bots that two Telegram libraries show first: `python -m benchmarks.echoes ptb URL TOKEN`."""

import sys
from collections.abc import Callable


def ptb(url: str, token: str) -> None:
    """python-telegram-bot's, polling, as its documentation has it."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


def aiogram(url: str, token: str) -> None:
    """aiogram's, polling, as its documentation has it."""
    import asyncio

    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async def main() -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        await dispatcher.start_polling(Bot(token, session=session))

    asyncio.run(main())


BOTS: dict[str, Callable[[str, str], None]] = {"ptb": ptb, "aiogram": aiogram}

if __name__ == "__main__":
    BOTS[sys.argv[1]](*sys.argv[2:])
