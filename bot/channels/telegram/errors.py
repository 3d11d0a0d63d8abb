"""The Bot API's refusals, first as python-telegram-bot's errors, then as the contract's.

status  python-telegram-bot   contract
429     Flood (ours)          Throttled("throttled", retry_after)
403     Forbidden             Refused("blocked")
400     BadRequest            Refused("no_such_chat" or "bad_request")
401/404 InvalidToken          Unreachable("unauthorised")   the bot's fault, not the person's
409     Conflict              Unreachable("conflict")       somebody else polls, or a webhook is set
other   NetworkError          Unreachable("server_error")
none    TimedOut              Unreachable("timeout")
none    NetworkError          Unreachable("network")

Telegram's own words are left behind: they may quote what was sent.
"""

import json
from datetime import timedelta
from typing import Any

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.contract import Refused, SendError, Throttled, Unreachable

NO_SUCH_CHAT = ("chat not found", "user not found", "peer_id_invalid", "deactivated")
LEAST_WAIT = timedelta(seconds=1)  # where a 429 does not say how long
A_DAY_S = 86_400


class Flood(TelegramError):
    """Too many calls. The library's own `RetryAfter` warns of its coming change each time it is made."""

    def __init__(self, retry_after: timedelta) -> None:
        """`retry_after` is how long Telegram wants to be left alone."""
        super().__init__("throttled")
        self.retry_after = retry_after


def api_error(status: int, answer: dict[str, Any]) -> TelegramError:
    """The error of one call that was not answered with 2xx; its message is a code."""
    match status:
        case 429:
            return Flood(_retry_after(answer))
        case 403:
            return Forbidden("blocked")
        case 400:
            words = str(answer.get("description", "")).lower()
            return BadRequest("no_such_chat" if any(known in words for known in NO_SUCH_CHAT) else "bad_request")
        case 401 | 404:
            return InvalidToken("unauthorised")
        case 409:
            return Conflict("conflict")
        case _:
            return NetworkError("server_error")


def send_error(error: TelegramError) -> SendError:
    """What one failed call means to whoever sends."""
    match error:
        case Flood():
            return Throttled("throttled", error.retry_after)
        case Forbidden():
            return Refused("blocked")
        case BadRequest():  # before NetworkError: it is a kind of it
            return Refused("no_such_chat" if error.message == "no_such_chat" else "bad_request")
        case InvalidToken():  # its own message may hold the token
            return Unreachable("unauthorised")
        case TimedOut():
            return Unreachable("timeout")
        case Conflict():
            return Unreachable("conflict")
        case _:
            return Unreachable("server_error" if error.message == "server_error" else "network")


def answer_of(payload: bytes) -> dict[str, Any]:
    """The Bot API's answer as a dictionary; empty for anything else, a login page for instance."""
    try:
        read = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _retry_after(answer: dict[str, Any]) -> timedelta:
    parameters = answer.get("parameters")
    given = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return timedelta(seconds=given) if isinstance(given, int) and 0 < given < A_DAY_S else LEAST_WAIT
