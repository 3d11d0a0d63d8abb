"""Logs: one JSON line an event on standard error, with ids and codes alone."""

import logging
import sys

import structlog


def log_to_stderr(least: int = logging.INFO) -> None:
    """Set up structlog from this level on; libraries that would log addresses or texts are kept to warnings."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(least),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for name in ("telegram", "httpx", "aiohttp.access", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
