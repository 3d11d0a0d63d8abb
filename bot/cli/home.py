"""Opening a home for a command: settings, key, database, clock; and ending with a word instead of a traceback."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.engine import Connection, Engine
    from storage.places import PlaceRow

DONE, WANTING, WRONG_USE = 0, 1, 2  # exit statuses of every command


@dataclass(frozen=True, slots=True)
class Home:
    """An opened home."""

    settings: "Settings"
    engine: "Engine"
    key: bytes


def fail(message: str, status: int = WRONG_USE) -> typer.Exit:
    """Say why on standard error; gives the exit to raise."""
    typer.echo(message, err=True)
    return typer.Exit(status)


def settings_of_environment() -> "Settings":
    """The settings; ends the command where one is wrong."""
    from bot.settings import WrongSetting, read_settings

    try:
        return read_settings(os.environ)
    except WrongSetting as error:
        raise fail(str(error)) from error


@contextmanager
def open_home(*, writer: bool = False) -> Iterator[Home]:
    """The home that the environment names, for a command beside or without a running bot."""
    from bot.keys import KeyProblem, read_key
    from storage.engine import NoDatabase, open_engine
    from storage.schema import TooNew, TooOld, prepare, require
    from storage.sealed import WrongKey

    settings = settings_of_environment()
    try:
        key = read_key(settings.home, settings.key)
        engine = open_engine(settings.database, key, writer=writer)
    except (KeyProblem, NoDatabase, WrongKey) as error:
        raise fail(str(error), WANTING) from error
    try:
        (prepare if writer else require)(engine)
        yield Home(settings, engine, key)
    except (TooNew, TooOld) as error:
        raise fail(str(error), WANTING) from error
    finally:
        engine.dispose()


def home_now(conn: "Connection") -> datetime:
    """The home's present moment: a stepped clock's latest, else the machine's."""
    from bot.clock import home_clock

    return home_clock(conn).now()


def first_commune(conn: "Connection") -> "PlaceRow":
    """The commune that a command is about where it names none; ends the command in a home without places."""
    from storage import places

    for commune in places.communes(conn):
        return commune
    raise fail("Nhà này chưa có xã nào: chạy bekhoe init trước", WANTING)


def place_of(conn: "Connection", code: str) -> "PlaceRow | None":
    """The place with this code, in whatever case it was typed."""
    from storage import places

    return places.by_code(conn, code) or places.by_code(conn, code.upper())


def day_told(text: str | None, like: str) -> date | None:
    """The day of an option, None where none is given; wrong use, with an example, for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise fail(f"Ngày viết như {like}, không phải {text}") from error
