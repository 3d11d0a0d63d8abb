"""Settings: every name and default of the outside contract, the environment over the file, clear refusals."""

from pathlib import Path

import msgspec
import pytest

from bot.settings import FIELDS, PREFIX, SECRETS, WrongSetting, read_settings

DEFAULTS = {
    "listen": "127.0.0.1:8080",
    "public_url": None,
    "telegram_token": None,
    "telegram_api": "https://api.telegram.org",
    "telegram_mode": "polling",
    "telegram_secret": None,
    "sms_url": None,
    "sms_token": None,
    "sms_secret": None,
    "plan": (),
    "key": None,
}
GIVEN = {
    "listen": ("0.0.0.0:9000", "0.0.0.0:9000"),
    "public_url": ("https://tram.example", "https://tram.example"),
    "database": ("postgresql://u:p@h/bekhoe", "postgresql://u:p@h/bekhoe"),
    "telegram_token": ("1:abc", "1:abc"),
    "telegram_api": ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
    "telegram_mode": ("webhook", "webhook"),
    "telegram_secret": ("s1", "s1"),
    "sms_url": ("http://gateway/send", "http://gateway/send"),
    "sms_token": ("s2", "s2"),
    "sms_secret": ("s3", "s3"),
    "plan": ("binh-lu-2026, phu-tho", ("binh-lu-2026", "phu-tho")),
    "key": ("ab" * 32, "ab" * 32),
}


def home_with(folder: Path, toml: str) -> dict[str, str]:
    """An environment whose home holds this bekhoe.toml."""
    (folder / "bekhoe.toml").write_text(toml, encoding="utf-8")
    return {"BEKHOE_HOME": str(folder)}


def test_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = msgspec.structs.asdict(read_settings({}))
    assert settings.pop("home") == tmp_path / "bekhoe-data"
    assert settings.pop("database") == f"sqlite:///{tmp_path}/bekhoe-data/bekhoe.db"
    assert settings == DEFAULTS


def test_every_name_is_read_from_the_environment(tmp_path):
    environ = {f"BEKHOE_{name.upper()}": given for name, (given, _) in GIVEN.items()}
    settings = msgspec.structs.asdict(read_settings({"BEKHOE_HOME": str(tmp_path), **environ}))
    assert settings == {"home": tmp_path, **{name: wanted for name, (_, wanted) in GIVEN.items()}}
    assert set(GIVEN) | {"home"} == set(FIELDS)


def test_every_name_is_read_from_the_file(tmp_path):
    lines = "\n".join(f'{name} = "{given}"' for name, (given, _) in GIVEN.items())
    settings = msgspec.structs.asdict(read_settings(home_with(tmp_path, lines)))
    assert settings == {"home": tmp_path, **{name: wanted for name, (_, wanted) in GIVEN.items()}}


def test_the_environment_goes_before_the_file_and_an_empty_word_says_nothing(tmp_path):
    environ = home_with(tmp_path, 'listen = "127.0.0.1:1"\nplan = ["a", "b"]')
    assert read_settings({**environ, "BEKHOE_LISTEN": ""}).listen == "127.0.0.1:1"
    settings = read_settings({**environ, "BEKHOE_LISTEN": "127.0.0.1:2", "BEKHOE_PLAN": "c"})
    assert (settings.listen, settings.plan) == ("127.0.0.1:2", ("c",))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("telegram_mode", "pull", "polling or webhook"),
        ("listen", "8080", "host:port"),
        ("public_url", "tram.example", "https://"),
        ("sms_url", "gateway", "https://"),
        ("telegram_api", "api.telegram.org", "https://"),
        ("database", "mysql://u:hush@h/d", "postgresql://"),
    ],
)
def test_a_wrong_value_names_itself_and_the_right_way(name, value, said, tmp_path):
    with pytest.raises(WrongSetting, match=said) as refused:
        read_settings({"BEKHOE_HOME": str(tmp_path), PREFIX + name.upper(): value})
    assert PREFIX + name.upper() in str(refused.value)
    with pytest.raises(WrongSetting, match=said) as refused:
        read_settings(home_with(tmp_path, f'{name} = "{value}"'))
    assert "bekhoe.toml" in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('telegramtoken = "x"', "telegramtoken.*telegram_token"),
        ('home = "/elsewhere"', "home"),
        ('BEKHOE_LISTEN = "x:1"', "listen"),
        ("listen = ", "cannot be read"),
        ("telegram_token = 5", "telegram_token"),
        ("[telegram]\ntoken = 1", "telegram"),
    ],
)
def test_a_wrong_file_is_refused(toml, said, tmp_path):
    with pytest.raises(WrongSetting, match=f"(?s){said}"):
        read_settings(home_with(tmp_path, toml))


@pytest.mark.parametrize("missing", ["PUBLIC_URL", "TELEGRAM_SECRET"])
def test_a_webhook_needs_an_address_and_a_secret(missing, tmp_path):
    environ = {
        "BEKHOE_HOME": str(tmp_path),
        "BEKHOE_TELEGRAM_TOKEN": "1:abc",
        "BEKHOE_TELEGRAM_MODE": "webhook",
        "BEKHOE_PUBLIC_URL": "https://tram.example",
        "BEKHOE_TELEGRAM_SECRET": "s",
    }
    assert read_settings(environ).telegram_mode == "webhook"
    with pytest.raises(WrongSetting, match=f"BEKHOE_{missing}"):
        read_settings({**environ, f"BEKHOE_{missing}": ""})


def test_no_secret_is_shown(tmp_path):
    environ = {f"BEKHOE_{name.upper()}": "hushhush" for name in SECRETS}
    settings = read_settings(
        {"BEKHOE_HOME": str(tmp_path), "BEKHOE_DATABASE": "postgresql://u:hushhush@h/d", **environ}
    )
    for shown in (repr(settings), str(settings), f"{settings}", repr([settings]), str(settings.__rich_repr__())):
        assert "hush" not in shown
        assert "127.0.0.1:8080" in shown


@pytest.mark.parametrize(
    ("listen", "wanted"), [("127.0.0.1:80", ("127.0.0.1", 80)), ("[::1]:8080", ("::1", 8080)), ("tram:1", ("tram", 1))]
)
def test_where_to_serve(listen, wanted, tmp_path):
    assert read_settings({"BEKHOE_HOME": str(tmp_path), "BEKHOE_LISTEN": listen}).listen_at == wanted


def test_a_gateway_without_a_secret_is_refused(tmp_path: Path) -> None:
    environ = {"BEKHOE_HOME": str(tmp_path), "BEKHOE_SMS_URL": "http://127.0.0.1:9/send"}
    with pytest.raises(WrongSetting, match="BEKHOE_SMS_SECRET"):
        read_settings(environ)
