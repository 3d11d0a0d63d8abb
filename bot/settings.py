"""What the operator decides: `BEKHOE_*` in the environment, over `bekhoe.toml` in the home.

WrongSetting          names the variable or the line's name, and what to write there
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import FieldInfo

PREFIX: Final = "BEKHOE_"
FILE_NAME: Final = "bekhoe.toml"
SECRETS: Final = frozenset({"telegram_token", "telegram_secret", "sms_token", "sms_secret", "key"})

Url = Annotated[str, Meta(pattern=r"^https?://[^\s/]", description="an address that begins with https://")]
OptionalUrl = Annotated[Url | None, Meta(description="an address that begins with https://")]
Text = Annotated[str | None, Meta(description="a text")]


class WrongSetting(Exception):
    """A setting cannot be used; never tells a secret's value."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings. `repr` shows no secret."""

    home: Annotated[Path, Meta(description="a folder")]  # database, settings, uploads; absolute
    database: Annotated[str, Meta(pattern=r"^(sqlite|postgres(ql)?(\+psycopg)?)://", description="postgresql://...")]
    listen: Annotated[str, Meta(pattern=r"^\S+:\d{1,5}$", description="host:port")] = "127.0.0.1:8080"
    public_url: OptionalUrl = None  # `listen` as seen from outside
    telegram_token: Text = None
    telegram_api: Url = "https://api.telegram.org"
    telegram_mode: Annotated[Literal["polling", "webhook"], Meta(description="polling or webhook")] = "polling"
    telegram_secret: Text = None  # Telegram says it with each webhook call
    sms_url: OptionalUrl = None  # where outgoing SMS are posted
    sms_token: Text = None  # bearer token of outgoing SMS
    sms_secret: Text = None  # signs incoming SMS and delivery reports
    plan: Annotated[tuple[str, ...], Meta(description="plan ids, separated by commas")] = ()
    key: Text = None  # 64 hex digits; none: the key file of the home

    @property
    def listen_at(self) -> tuple[str, int]:
        """Host and port to serve on."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Names and values with the secrets covered."""
        return [(name, _covered(name, getattr(self, name))) for name in self.__struct_fields__]

    def __repr__(self) -> str:
        """The same as one line."""
        return f"Settings({', '.join(f'{name}={value!r}' for name, value in self.__rich_repr__())})"


FIELDS: Final = {field.name: field for field in msgspec.structs.fields(Settings)}


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of an environment and of the home it names; raises WrongSetting."""
    home = Path(environ.get(f"{PREFIX}HOME") or "bekhoe-data").absolute()
    values: dict[str, Any] = {"database": f"sqlite:///{home}/bekhoe.db"}
    for name, value in _in_file(home / FILE_NAME).items():
        values[name] = _fitting(FIELDS[name], value, f"{name} in {home / FILE_NAME}")
    for name, field in FIELDS.items():
        variable = PREFIX + name.upper()
        if name != "home" and environ.get(variable):
            values[name] = _fitting(field, environ[variable], variable)
    settings = Settings(home=home, **values)
    _agree(settings)
    return settings


def _in_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{path} cannot be read: {error}") from error
    for name in values:
        if name == "home" or name not in FIELDS:
            allowed = ", ".join(known for known in FIELDS if known != "home")
            raise WrongSetting(f"{path} has no setting called {name}: it may hold {allowed}")
    return values


def _fitting(field: FieldInfo, value: Any, where: str) -> Any:
    """The value as the field's type, or WrongSetting."""
    if field.name == "plan" and isinstance(value, str):
        value = [plan.strip() for plan in value.split(",") if plan.strip()]
    try:
        return msgspec.convert(value, field.type)
    except msgspec.ValidationError as error:
        wanted = field.type.__metadata__[0].description
        raise WrongSetting(f"{where} is {_covered(field.name, value)!r}: write {wanted}") from error


def _covered(name: str, value: object) -> object:
    if name in SECRETS and value is not None:
        return "***"
    if name == "database" and not str(value).startswith("sqlite"):
        return str(value).partition("://")[0] + "://***"  # may hold a password
    return value


def _agree(settings: Settings) -> None:
    """Settings that need each other."""
    if settings.sms_url and settings.sms_secret is None:
        raise WrongSetting(f"{PREFIX}SMS_URL is set: set {PREFIX}SMS_SECRET too, that the gateway signs with")
    if settings.telegram_token and settings.telegram_mode == "webhook":
        for name in ("public_url", "telegram_secret"):
            if getattr(settings, name) is None:
                raise WrongSetting(
                    f"{PREFIX}TELEGRAM_MODE is webhook: set {PREFIX}{name.upper()} too, or write polling"
                )
