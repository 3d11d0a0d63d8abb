"""All texts as data: safe, short, translated."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import messages
from messages.catalogue import LANGUAGES, SOURCE, read_catalogue, translate
from messages.extract import extract_toml, params_of, placeholders, sources
from messages.render import render
from messages.sms import fold, is_gsm7, segments
from messages.texts import FILES, Line, Text, load_texts
from messages.voice import Style, Voice

TEXTS = load_texts()
DATA = Path(messages.__file__).parent / "data"
# What a placeholder typically holds.
TYPICAL = {
    "age": "8 tháng 20 ngày", "attempts": 3, "baby": "bé gái", "births": 3, "cause": "viêm phổi", "child": "TE102748",
    "children": "TE102748, TE102756", "choices": "1 Lò A Sáng 2 Lò A Páo", "code": "S4821", "codes": "S4821, S4838",
    "commune": "Bình Lư",
    "count": 3, "date": "CN 19/4", "days": 7, "deaths": 0, "digits": "678", "dose": 2, "doses": 14, "due": "19/6",
    "early": 0, "on": "lao, 5 trong 1, sởi", "off": "Rota, phế cầu", "rules": "thứ 4 tuần 2, 25",
    "example": "sinh bé gái 3kg1 hôm qua tại trạm, mẹ Lò Thị Mây", "examples": "hôm kia, bà mụ", "expires": "T2 27/4",
    "field": "ngày sinh", "fields": "ngày sinh, ai đỡ đẻ", "form": "sinh", "girls": 1, "grams": 3100, "home": 1,
    "incomplete": 1, "infant": 0, "late": 1, "limit": 3, "low_weight": 1,
    "link": "https://t.me/bekhoe_binhlu_bot?start=K7M2QX", "minutes": 10, "mother": "Lò Thị Mây", "name": "Lò A Sáng",
    "needed": 28, "new": "2700g", "number": "4821", "old": "2300g", "other": "bé gái, sinh 19/4", "phone": "0912345678",
    "place": "Bản Pho Lao Chải",
    "places": "Nà San, Bình Lư; Nà San, Khun Há",
    "reported": 6, "reporter": "Vàng Thị Dở", "reports": 3, "role": "cộng tác viên",
    "said": "300g", "sender": "Trạm y tế Bình Lư", "signs": "không bú được, thở nhanh, co giật",
    "silent": "Nà San (2 tuần), Vân Bình, Hoa Vân (3 tuần)", "span": "27/4-3/5", "station": "02133876543",
    "station_name": "Trạm y tế Bình Lư", "tail": "678", "until": "T5 30/4", "vaccine": "5 trong 1",
    "village": "Bản Pho Lao Chải", "villages": 8, "week": 17, "weeks": 2, "weight": "3100g",
    "by": "cán bộ trạm xã Bình Lư", "page": 2, "state": "được tính", "when": "8:05 T2 20/4",
    "vaccines": "5 trong 1 mũi 2, bại liệt uống mũi 2", "session": "T5 20/8", "normal": 9, "mild": 3, "danger": 0,
    "asked": 14, "answered": 12, "left": 12, "messages": 42, "answers": 120, "contacts": 2, "first": "T2 20/4",
    "what": "bé trai 2300g, T7 18/4, tại nhà, bà mụ đỡ, mẹ Vàng A Páo?", "who": "bà mụ", "years": 2,
    "checkups": 3, "outcome": "nặng hơn", "waited": "3 giờ",
    "numbers": "1, 3, 4, 6, 10", "words": "Hỏi",
    "tongue": "tiếng Thái", "subject": "preg-newborn-signs", "seconds": 90, "most": 90, "version": "0f3a9c1d2e4b",
}  # fmt: skip
# Folded, these turn into another meaning ("dung" alone is also stop).
TURNED = ("bo bu", "chi dung", "chua cho", "be te", "ven ao", "trong be", "dung", "chua")


def spoken(text: Text, style: Style, language: str = SOURCE) -> str:
    params = {name: TYPICAL[name] for name in params_of(text)}
    return render([Line(text.key, params)], Voice(date(2026, 4, 20), style, language)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_renders_in_every_style(language: str) -> None:
    for text in TEXTS.values():
        assert spoken(text, Style.CHAT, language)
        assert is_gsm7(spoken(text, Style.SMS, language))


def test_own_sms_forms_are_written_as_they_are_sent() -> None:
    changed = [text.key for text in TEXTS.values() if text.sms is not None and fold(text.sms) != text.sms]
    assert not changed


def test_an_own_sms_form_says_something_of_its_own() -> None:
    same = [text.key for text in TEXTS.values() if text.sms == fold(text.chat)]
    assert not same


def test_sms_forms_asks_for_no_more_than_chat() -> None:
    for text in TEXTS.values():
        data = {name for row in text.buttons for button in row for name in placeholders(button.data)}
        assert placeholders(text.sms or "") <= placeholders(text.chat) | data, text.key


def test_no_sms_form_turns_its_meaning_without_accents() -> None:
    found = []
    for text in TEXTS.values():
        words = f" {fold(text.sms if text.sms is not None else text.chat).lower()} "
        words = "".join(letter if letter.isalnum() else " " for letter in words)
        found += [(text.key, turned) for turned in TURNED if f" {turned} " in words]
    assert found == [("dung_ask", "dung"), ("choice_true", "dung")]  # the one question about the word itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_fits_one_segment(language: str) -> None:
    said = {text.key: spoken(text, Style.SMS, language) for text in TEXTS.values()}
    assert {key: len(text) for key, text in said.items() if segments(text) > 1} == {}


def test_buttons_fit_and_have_labels() -> None:
    for text in TEXTS.values():
        for button in (button for row in text.buttons for button in row):
            assert button.label
            assert len(button.data.format_map(TYPICAL).encode()) <= 64


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != SOURCE])
def test_a_catalogue_is_complete_and_has_nothing_more(language: str) -> None:
    wanted = {message for text in TEXTS.values() for message in sources(text)}
    catalogue = read_catalogue(language)
    had = {str(message.id): message for message in catalogue if message.id}
    assert {message for message in wanted if message not in had or not had[message].string} == set(), "untranslated"
    assert set(had) - wanted == set(), "unused"
    assert not catalogue.obsolete
    assert not [message.id for message in had.values() if message.fuzzy]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != SOURCE])
def test_translations_have_the_placeholders_of_their_source(language: str) -> None:
    for message in read_catalogue(language):
        if message.id:
            assert placeholders(str(message.string)) == placeholders(str(message.id)), message.id


def test_translating() -> None:
    assert translate("Trợ giúp", "en") == "Help"
    assert translate("Trợ giúp", "vi") == translate("Trợ giúp", "fr") == "Trợ giúp"
    assert translate("không có câu này", "en") == "không có câu này"


def test_the_extractor_finds_every_source_at_its_line() -> None:
    found: dict[str, str] = {}
    for name in FILES:
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        with (DATA / name).open("rb") as file:
            for at, _, message, (key,) in extract_toml(file, {}, (), {}):
                assert key in lines[at - 1]
                found[message] = key
    assert set(found) == {message for text in TEXTS.values() for message in sources(text)}


def test_pybabel_extracts_by_the_configuration(tmp_path: Path) -> None:
    root = DATA.parent.parent
    out = tmp_path / "bekhoe.pot"
    command = ["-m", "babel.messages.frontend", "extract", "-F", "babel.cfg", "-o", str(out), "."]
    done = subprocess.run(
        [sys.executable, *command], cwd=root, env={"PYTHONPATH": "."}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert 'msgid "Trợ giúp"' in out.read_text(encoding="utf-8")


def test_each_text_has_a_form_of_its_own() -> None:
    """Two keys with one long text are one text too many."""
    repeated = Counter(text.chat for text in TEXTS.values() if len(text.chat) > 40)
    assert [chat for chat, times in repeated.items() if times > 1] == []
