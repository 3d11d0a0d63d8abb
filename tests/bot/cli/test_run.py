"""`bekhoe run` that cannot begin: it says why in one line, without a traceback, and serves nothing."""

import asyncio
import os
import socket
import sys
from pathlib import Path

import pytest

from bot.fakes.telegram_api import FakeTelegramApi
from tests.bot.cli.conftest import Shell
from tests.support.homes import free_port
from tests.support.house import ROOT

RUN = (sys.executable, "-c", "from bot.cli import app; app()", "run")


async def _refused(home: Path, **settings: str) -> tuple[int | None, str]:
    """Exit status and standard error of a run with these settings."""
    environ = {"BEKHOE_HOME": str(home), "BEKHOE_LISTEN": f"127.0.0.1:{free_port()}", **settings}
    run = await asyncio.create_subprocess_exec(
        *RUN, env={**os.environ, "PYTHONPATH": str(ROOT), **environ}, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(30):
            _, said = await run.communicate()
    finally:
        if run.returncode is None:
            run.kill()
    assert "Traceback" not in said.decode()
    return run.returncode, said.decode().splitlines()[-1]


async def test_a_gateway_without_a_secret(commune: Shell) -> None:
    status, said = await _refused(commune.home, BEKHOE_SMS_URL="http://gateway.example/send")
    assert status == 2
    assert "BEKHOE_SMS_SECRET" in said


async def test_a_token_that_telegram_does_not_know(commune: Shell) -> None:
    async with FakeTelegramApi() as telegram:
        status, said = await _refused(
            commune.home, BEKHOE_TELEGRAM_API=telegram.url, BEKHOE_TELEGRAM_TOKEN="1:not-the-token"
        )
    assert status == 1
    assert "BEKHOE_TELEGRAM_TOKEN" in said
    assert "not-the-token" not in said


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_an_address_that_is_taken(host: str, commune: Shell) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as taken:
        port = taken.getsockname()[1]
        status, said = await _refused(commune.home, BEKHOE_LISTEN=f"[{host}]:{port}")
    assert status == 1
    assert str(port) in said
