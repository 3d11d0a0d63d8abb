"""Lines rendered for each style and language."""

from datetime import date

import pytest

from messages.envelope import Button
from messages.render import Rendered, render
from messages.texts import Line, MissingParam, UnknownText, lines_from_json, lines_to_json
from messages.voice import Style, Voice

TODAY = date(2026, 4, 20)
CHAT, SMS = Voice(TODAY), Voice(TODAY, Style.SMS)
ENGLISH, ENGLISH_SMS = Voice(TODAY, language="en"), Voice(TODAY, Style.SMS, "en")
CORRECTED = (Line("corrected", {"code": "S4838", "old": "2300g", "new": "2700g"}), Line("low_weight_no_more"))


def test_sms_runs_lines_on_without_accents() -> None:
    text = "Da sua S4838: 2300g -> 2700g. Be khong con la nhe can, da bao tram."
    assert render(CORRECTED, SMS) == Rendered(text)


def test_chat_has_a_line_each() -> None:
    assert render(CORRECTED, CHAT).text == "Đã sửa S4838: 2300g → 2700g.\nBé không còn là nhẹ cân, đã báo trạm."


def test_buttons_are_shown_in_chat_alone() -> None:
    lines = [Line("how_to_correct", {"number": "4821", "code": "S4821"})]
    assert render(lines, CHAT).buttons == ((Button("Sửa S4821", "sua:4821"), Button("Hủy S4821", "huy:4821")),)
    assert render(lines, SMS) == Rendered("Sai: SUA 4821 ... hoac HUY 4821")
    assert render(lines, ENGLISH).buttons[0][0] == Button("Correct S4821", "sua:4821")


def test_english() -> None:
    assert render(CORRECTED, ENGLISH).text.startswith("Corrected S4838: 2300g → 2700g.\nNo longer low birth weight")
    assert render(CORRECTED, ENGLISH_SMS).text.startswith("Corrected S4838: 2300g -> 2700g. No longer")


def test_an_unknown_language_gets_vietnamese() -> None:
    assert render(CORRECTED, Voice(TODAY, language="fr")).text == render(CORRECTED, CHAT).text


def test_the_first_letter_is_a_capital_and_ends_are_not_doubled() -> None:
    lines = [Line("practice_mark"), Line("consent_child", {"what": "bé gái?"}), Line("station_phone", {"station": 115})]
    assert render(lines, SMS).text == "(tap) Be gai?. Tram: 115"


def test_a_line_without_an_end_gets_a_full_stop_before_the_next() -> None:
    lines = [Line("station_phone", {"station": "0213"}), Line("media")]
    assert render(lines, SMS).text == "Tram: 0213. Bot doc duoc chu thoi. Anh/chi nhan bang chu giup."


def test_dates_and_fractions_follow_the_language() -> None:
    assert render([Line("consent_child", {"what": date(2026, 4, 19)})], CHAT).text == "CN 19/4."
    assert render([Line("consent_child", {"what": date(2025, 4, 19)})], ENGLISH).text == "Sat 19 Apr 2025."
    assert render([Line("consent_child", {"what": 37.5})], CHAT).text == "37,5."
    assert render([Line("consent_child", {"what": 4821})], CHAT).text == "4821."


def test_braces_in_what_people_typed_stay_as_they_are() -> None:
    assert render([Line("consent_child", {"what": "{what} {0}"})], CHAT).text == "{what} {0}."


def test_our_own_mistakes_raise() -> None:
    with pytest.raises(UnknownText, match="nope"):
        render([Line("nope")], CHAT)
    with pytest.raises(MissingParam, match="corrected: new"):
        render([Line("corrected", {"code": "S1", "old": "a"})], CHAT)
    with pytest.raises(MissingParam, match="how_to_correct: number"):
        render([Line("how_to_correct", {"code": "S1"})], CHAT)


def test_lines_keep_through_json() -> None:
    lines = (Line("media"), Line("zero_recorded", {"week": 17, "on": date(2026, 4, 19), "share": 0.5, "who": "Lò"}))
    assert lines_from_json(lines_to_json(lines)) == lines
