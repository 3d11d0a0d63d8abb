"""The Bot API's refusals, first as python-telegram-bot's errors, then as the contract's.

status  python-telegram-bot   contract
429     RetryAfter            Throttled("throttled", retry_after)
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
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.contract import Refused, SendError, Throttled, Unreachable

NO_SUCH_CHAT = ("chat not found", "user not found", "peer_id_invalid", "deactivated")
LEAST_WAIT_S = 1  # where a 429 does not say how long


def api_error(status: int, answer: dict[str, Any]) -> TelegramError:
    """The error of one call that was not answered with 2xx; its message is a code."""
    match status:
        case 429:
            return RetryAfter(timedelta(seconds=_retry_after_s(answer)))
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
        case RetryAfter():
            return Throttled("throttled", _duration(error.retry_after))
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


def _retry_after_s(answer: dict[str, Any]) -> float:
    parameters = answer.get("parameters")
    given = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return given if isinstance(given, int | float) and given > 0 else LEAST_WAIT_S


def _duration(retry_after: int | timedelta) -> timedelta:
    return retry_after if isinstance(retry_after, timedelta) else timedelta(seconds=retry_after)
