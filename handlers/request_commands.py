"""Commands about what is kept of a family, and about children who move."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeepMine:
    """HUY XOA: a request for erasure is taken back."""


@dataclass(frozen=True, slots=True)
class AskErasures:
    """YEU CAU XOA: the list of requests, or the one with this number."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class MoveChild:
    """CHUYEN 102748 ...: where to, as typed; `way` as the reading of requests names it, empty if it was not said."""

    code: str
    way: str
    about: str


@dataclass(frozen=True, slots=True)
class ChildComes:
    """CHUYEN DEN: a child from elsewhere that has no code of ours; `told` says what is known of it."""

    told: str
    start: int  # where these words begin in the message


@dataclass(frozen=True, slots=True)
class BringBack:
    """HUY CHUYEN 102748: the child's latest move is undone."""

    code: str


@dataclass(frozen=True, slots=True)
class SetSharing:
    """CHIA SE and KHONG CHIA SE: whether the station sees who wrote what."""

    shares: bool


RequestCommand = KeepMine | AskErasures | MoveChild | ChildComes | BringBack | SetSharing
