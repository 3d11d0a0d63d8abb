"""What the Telegram channel has to be told; nothing here comes from the environment or imports `telegram`."""

from dataclasses import dataclass, field
from enum import StrEnum

OFFICIAL_API = "https://api.telegram.org"
WEBHOOK_PATH = "/hooks/telegram"


class Mode(StrEnum):
    """How updates arrive."""

    POLLING = "polling"  # the bot asks; works behind any router
    WEBHOOK = "webhook"  # Telegram posts to `public_url`


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the command menu."""

    word: str  # without the slash; a-z, 0-9 and _
    description: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The Bot API's limits for one bot, as Telegram states them."""

    overall_per_s: float = 30
    chat_per_s: float = 1
    chat_burst: int = 3  # "short bursts" to one chat are allowed


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """Settings of one bot. Raises ValueError without a token, or if webhook mode lacks its secret or its address."""

    token: str = field(repr=False)
    api: str = OFFICIAL_API  # base URL, without "/bot"
    mode: Mode = Mode.POLLING
    secret: str = field(default="", repr=False)  # sent back by Telegram with every webhook call
    public_url: str = ""  # where Telegram reaches this program
    commands: tuple[Command, ...] = ()  # the menu of everybody
    dated_by_provider: bool = True  # False under a simulated clock: messages are said when they are heard
    limits: Limits = Limits()
    timeout_s: float = 10
    poll_s: int = 30  # how long one getUpdates waits for news
    pause_s: float = 1  # first pause after a failure, doubled up to a minute while Telegram is away
    connections: int = 256

    def __post_init__(self) -> None:
        """Refuse a webhook that anybody could post to, or that Telegram could not find."""
        if not self.token:
            raise ValueError("a bot needs its token")
        if self.mode is Mode.WEBHOOK and not (self.secret and self.public_url):
            raise ValueError("webhook mode needs a secret and a public URL")
