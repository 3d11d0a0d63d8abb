"""The python-telegram-bot `Bot` that the channel speaks through."""

import logging
from typing import Any, cast

from telegram import Bot

from bot.channels.telegram.hearing import HEARD
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.settings import TelegramSettings


class QuietBot(Bot):
    """A bot on our own HTTP, which logs no parameters and hands updates over one by one."""

    def __init__(self, settings: TelegramSettings) -> None:
        """Open nothing yet. Raises `telegram.error.InvalidToken` for an empty token."""
        # Below WARNING the library logs URLs with the token, and every parameter.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        request = AiohttpRequest(settings.timeout_s, settings.connections)
        base_url = f"{settings.api.rstrip('/')}/bot"
        super().__init__(
            settings.token,
            base_url=base_url,
            base_file_url=f"{settings.api.rstrip('/')}/file/bot",
            request=request,
            get_updates_request=request,
        )

    async def raw_updates(self, offset: int, wait_s: int) -> list[object]:
        """Updates as they came: `get_updates` reads a batch as one, and one that it cannot read loses the rest."""
        asked = {"offset": offset, "timeout": wait_s, "allowed_updates": list(HEARD)}
        patience_s = wait_s + (self.request.read_timeout or 0)
        answer = await self._post("getUpdates", cast("dict[str, Any]", asked), read_timeout=patience_s)
        if not isinstance(answer, list):
            raise TypeError("updates are not a list")
        return cast("list[object]", answer)
