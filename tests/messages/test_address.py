"""Forms of address: right for each, neutral where nobody told."""

from datetime import date

import pytest

from health.kin import Kin, young_until
from messages.address import address_words, addressed, form_of_address
from messages.render import render
from messages.sms import is_gsm7, segments
from messages.texts import Line, load_texts
from messages.voice import Style, Voice
from tests.messages.test_texts import TEXTS, spoken


@pytest.mark.parametrize(
    ("kins", "young", "form"),
    [
        ((Kin.MOTHER,), False, "chị"),
        ((Kin.FATHER,), False, "anh"),
        ((Kin.GRANDMOTHER,), False, "bà"),
        ((Kin.GRANDFATHER,), False, "ông"),
        ((Kin.GRANDPARENT,), False, "ông/bà"),
        ((Kin.MOTHER, Kin.MOTHER), False, "chị"),
        ((Kin.MOTHER,), True, "em"),
        ((), True, "em"),
        ((Kin.GRANDMOTHER,), True, "bà"),
        ((Kin.MOTHER, Kin.GRANDMOTHER), False, ""),  # of two children: nobody knows which is meant
        ((Kin.OTHER,), False, ""),
        ((), False, ""),
    ],
)
def test_the_form_of_address(kins: tuple[Kin, ...], young: bool, form: str) -> None:
    assert form_of_address(kins, young=young) == form


def test_the_place_is_filled_in_either_style_and_stays_where_nobody_told() -> None:
    assert addressed("Cảm ơn anh/chị. Anh/chị nhắn lại giúp.", "bà") == "Cảm ơn bà. Bà nhắn lại giúp."
    assert addressed("Anh/chi nhan bang chu giup.", "ông") == "Ong nhan bang chu giup."
    assert addressed("Cảm ơn anh/chị.", "") == "Cảm ơn anh/chị."
    assert addressed("bé gái con chị Lò Thị Mây", "anh") == "bé gái con chị Lò Thị Mây"


def test_what_people_wrote_is_never_changed() -> None:
    line = Line("station_answers", {"station_name": "Trạm", "said": "mời anh/chị đến"})
    assert "mời anh/chị đến" in render([line], Voice(date(2026, 4, 20), you="bà")).text


@pytest.mark.parametrize("form", [*address_words()["form"].values(), address_words()["young"]])
def test_every_text_stays_one_sms_for_everybody(form: str) -> None:
    for text in TEXTS.values():
        said = addressed(spoken(text, Style.SMS), form)
        assert is_gsm7(said)
        assert segments(said) == 1, text.key


def test_no_text_of_ours_takes_the_reader_for_a_woman_or_a_man() -> None:
    """Who is spoken to is named in the one place that is filled; "con chị ..." speaks of somebody else."""
    others = {"baby_of", "stillbirth_of", "tray_answer_how"}
    others |= {"born_yet", "loss_passed_on", "alert_loss_elsewhere", "pregnant_woman"}
    others |= {"which_mother", "which_mother_born", "which_none_mother"}
    for text in load_texts().values():
        words = f" {text.chat} ".replace("anh/chị", "").replace("Anh/chị", "").split()
        assert text.key in others or not {"chị", "Chị", "anh", "Anh"} & set(words), text.key


def test_how_long_somebody_counts_as_young() -> None:
    assert young_until(16, date(2026, 4, 20)) == date(2028, 4, 20)
    assert young_until(17, date(2028, 2, 29)) == date(2029, 2, 28)
