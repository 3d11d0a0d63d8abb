"""Serves a channel's webhooks on a free port of this machine."""

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute


def free_socket() -> tuple[socket.socket, str]:
    """A listening socket and the URL it is reached by."""
    listening = socket.create_server(("127.0.0.1", 0))
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


@asynccontextmanager
async def served(routes: Sequence[BaseRoute], listening: socket.socket) -> AsyncIterator[None]:
    """The routes, served on the socket."""
    config = uvicorn.Config(
        Starlette(routes=list(routes)), log_config=None, lifespan="off", timeout_graceful_shutdown=1
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listening])
    try:
        yield
    finally:
        server.force_exit = True  # a test does not wait for idle connections
        await server.shutdown(sockets=[listening])
