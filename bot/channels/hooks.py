"""What every webhook does alike: read a body within bounds, and say 200 only after the message is kept."""

import hmac

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.channels.contract import Receive
from messages.envelope import Incoming
from messages.marks import without_marks

log = structlog.get_logger()


async def body_within(request: Request, limit: int) -> bytes:
    """The whole body; 413 as soon as it passes `limit` bytes, 400 if the sender hangs up."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                raise HTTPException(413)
    except ClientDisconnect:
        raise HTTPException(400) from None
    return bytes(body)


def same_secret(given: str, expected: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing; an empty one equals none."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def well_formed(text: str) -> str:
    """The text as it can be kept: halves of surrogate pairs, which have no UTF-8, and marks of ours are replaced."""
    return without_marks(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


async def keep(receive: Receive | None, message: Incoming) -> bool:
    """Hand the message on; says whether it was kept. Logs the error's type alone: its words may quote the text."""
    if receive is None:
        return False
    try:
        await receive(message)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the sender must hear that it was not kept
        log.error("message_not_kept", channel=message.channel, id=message.provider_id, error=type(error).__name__)
        return False
    return True


def answer(kept: bool) -> Response:
    """200 for a message that is kept, 503 for one that has to come again."""
    return Response(status_code=200 if kept else 503)
