"""The HTTP side: the channels' hooks, health and metrics, and the clock of tests and demonstrations."""

import ipaddress
from datetime import UTC, datetime
from functools import partial

import msgspec
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.hooks import body_within
from bot.clock import SteppedClock
from bot.program import Parts, Program
from storage import inbox, outbox
from storage.engine import Connection

CLOCK_BODY_LIMIT = 1024


class Step(msgspec.Struct):
    """The body of `POST /clock`."""

    to: str  # ISO 8601 with an offset; seconds may be left out


def make_app(program: Program, parts: Parts) -> Starlette:
    """The application that uvicorn serves."""
    routes: list[BaseRoute] = [route for channel in parts.channels for route in channel.routes()]
    routes += [
        Route("/healthz", _health),
        Route("/readyz", partial(_ready, program)),
        Route("/metrics", partial(_metrics, parts)),
    ]
    if isinstance(parts.clock, SteppedClock):
        routes.append(Route("/clock", partial(_clock, program), methods=["POST"]))
    return Starlette(routes=routes)


async def _health(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


async def _ready(program: Program, request: Request) -> Response:
    """What an earlier run left is handled and the channels hear."""
    return PlainTextResponse("ready" if program.is_ready else "starting", 200 if program.is_ready else 503)


async def _metrics(parts: Parts, request: Request) -> Response:
    """Numbers alone: nobody's name, number or text."""
    waiting, leaving = await parts.readers.run(_queues)
    registry = CollectorRegistry()
    Gauge("bekhoe_inbox_waiting", "Messages that wait to be handled", registry=registry).set(waiting)
    Gauge("bekhoe_outbox_waiting", "Messages that have not left yet", registry=registry).set(leaving)
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")


def _queues(conn: Connection) -> tuple[int, int]:
    return inbox.waiting(conn), outbox.open_count(conn)


async def _clock(program: Program, request: Request) -> Response:
    """Step to a moment; 409 if it is past. From this machine alone."""
    if request.client is None or not ipaddress.ip_address(request.client.host).is_loopback:
        return Response(status_code=403)
    try:
        step = msgspec.json.decode(await body_within(request, CLOCK_BODY_LIMIT), type=Step)
        moment = datetime.fromisoformat(step.to)
    except (msgspec.MsgspecError, ValueError):
        return JSONResponse({"error": 'send {"to": "2026-04-20T08:00+07:00"}'}, 400)
    if moment.tzinfo is None:
        return JSONResponse({"error": "the moment needs an offset, such as +07:00"}, 400)
    try:
        now = await program.step_to(moment.astimezone(UTC))
    except ValueError as error:
        return JSONResponse({"error": str(error)}, 409)
    return JSONResponse({"now": now.isoformat()})
