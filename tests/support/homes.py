"""A home and its `bekhoe run`, as an operator has them: processes of their own, ended by a signal or a power cut."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp

from bot.fakes.sms_gateway import FakeSmsGateway

ROOT: Final = Path(__file__).parents[2]
PROGRAM: Final = "from bot.cli import app; app()"
START: Final = "2026-04-20T08:00+07:00"
PATIENCE_S: Final = 60.0  # of a machine that does much else


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Home:
    """One home whose SMS go over a gateway of the test's own."""

    folder: Path
    gateway: FakeSmsGateway
    database: str = ""  # empty: the SQLite file in the home
    port: int = field(default_factory=free_port)
    running: Process | None = None

    @property
    def url(self) -> str:
        """Where the program is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> Mapping[str, str]:
        """What every process of this home is given."""
        own = {
            "BEKHOE_HOME": str(self.folder),
            "BEKHOE_DATABASE": self.database,
            "BEKHOE_LISTEN": f"127.0.0.1:{self.port}",
            "BEKHOE_SMS_URL": self.gateway.url,
            "BEKHOE_SMS_TOKEN": self.gateway.token,
            "BEKHOE_SMS_SECRET": self.gateway.secret,
            "PYTHONPATH": str(ROOT),
        }
        return {**{name: value for name, value in os.environ.items() if not name.startswith("BEKHOE_")}, **own}

    async def command(self, *words: str) -> tuple[int, str, str]:
        """Run one command to its end: exit status, what it printed, what it complained of."""
        process = await self._spawn(PROGRAM, words)
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    async def told(self, *words: str) -> Any:
        """What a command with `--json` prints; AssertionError if it fails."""
        status, out, err = await self.command(*words, "--json")
        assert status == 0, err
        return json.loads(out)

    async def spawn(self, program: str = PROGRAM) -> None:
        """Begin to run; returns at once. `program` may plant something beforehand."""
        self.running = await self._spawn(program, ("run", "--clock", START), log=self.folder.with_suffix(".log"))
        self.gateway.hooks = self.url

    async def start(self, program: str = PROGRAM) -> None:
        """Run and wait until it is ready."""
        await self.spawn(program)
        async with asyncio.timeout(PATIENCE_S):
            while not await self._is_ready():  # noqa: ASYNC110 - another process raises no event
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """The power is cut."""
        assert self.running is not None
        if self.running.returncode is None:
            self.running.send_signal(signal.SIGKILL)
        await self.running.wait()

    async def terminate(self) -> int:
        """Ask it to stop, as a system does; gives the exit status."""
        assert self.running is not None
        self.running.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """The exit status of the run once it has ended by itself."""
        assert self.running is not None
        async with asyncio.timeout(PATIENCE_S):
            return await self.running.wait()

    async def join(self, village: str, number: str) -> None:
        """A collaborator of a village joins by an invitation. The bot must be running."""
        invitation = await self.told("invite", "--role", "collaborator", "--village", village)
        assert await self.gateway.phone_says(number, invitation["sms"]) == 200
        await self.gateway.wait_for(number, 1)

    async def _spawn(self, program: str, words: tuple[str, ...], log: Path | None = None) -> Process:
        arguments = (sys.executable, "-c", program, *words)
        if log is None:
            return await asyncio.create_subprocess_exec(
                *arguments, env=self.environment, cwd=ROOT, stdout=PIPE, stderr=PIPE
            )
        with log.open("ab") as file:
            return await asyncio.create_subprocess_exec(
                *arguments, env=self.environment, cwd=ROOT, stdout=file, stderr=file
            )

    async def _is_ready(self) -> bool:
        assert self.running is not None
        assert self.running.returncode is None, self.folder.with_suffix(".log").read_text()
        try:
            async with aiohttp.ClientSession() as session, session.get(f"{self.url}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientConnectionError:
            return False
