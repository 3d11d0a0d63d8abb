"""Logs: one JSON line an event on standard error, with ids and codes alone."""

import logging
import sys
from contextlib import suppress

import structlog


class Stderr:
    """Writes lines to standard error. A log that cannot be written must never stop a message."""

    def __init__(self, *_: object) -> None:
        """structlog gives the factory's arguments; there are none."""

    def msg(self, line: str) -> None:
        """One line."""
        with suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)

    log = debug = info = warning = error = critical = exception = msg


def log_to_stderr(least: int = logging.INFO) -> None:
    """Set up structlog from this level on; libraries that would log addresses or texts are kept to warnings."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(least),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=Stderr,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for name in ("telegram", "httpx", "aiohttp.access", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
