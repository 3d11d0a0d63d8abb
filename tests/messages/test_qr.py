"""The picture of a child's code: a phone reads it, and a person reads what stands under it."""

import pytest

from messages.lettering import HIGH, WIDE, dots, wrapped
from messages.qr import BORDER, SCALE, png, qr_text
from messages.texts import load_texts
from tests.support.pictures import pixels, scanned

LINK = "https://t.me/bekhoe_binhlu_bot"
WORDS = load_texts()["qr_under"].chat.format(child="TE102748", number="0213 387 6543")


@pytest.mark.parametrize(
    ("link", "number", "held"),
    [(LINK, "02133876543", f"{LINK}?start=TE102748"), ("", "02133876543", "SMSTO:02133876543:TE102748")],
)
def test_a_phone_reads_the_link_or_a_ready_sms(link: str, number: str, held: str) -> None:
    text = qr_text(link, "TE102748", number)
    assert text == held
    assert scanned(png(text, "TE102748", WORDS)) == [held]


def test_around_the_code_there_is_the_white_that_scanners_need() -> None:
    wide, _, grey = pixels(png(qr_text(LINK, "TE102748", ""), "TE102748", WORDS))
    quiet = BORDER * SCALE
    square = [grey[y * wide : (y + 1) * wide] for y in range(wide)]
    assert all(set(row) == {255} for row in (*square[:quiet], *square[-quiet:]))
    assert all(set(row[:quiet] + row[-quiet:]) == {255} for row in square)


def test_every_letter_of_the_instruction_is_drawn_and_no_two_look_alike() -> None:
    letters = sorted({*WORDS.upper(), *"ẦẤẨẪẬẰẮẲẴẶỀẾỂỄỆỒỐỔỖỘỜỚỞỠỢỪỨỬỮỰĐ0123456789"} - {" "})
    drawn = {letter: dots(letter) for letter in letters}
    assert all(any(any(row) for row in picture) for picture in drawn.values())
    assert len(set(drawn.values())) == len(letters)
    assert all(len(picture) == HIGH and len(picture[0]) == WIDE for picture in drawn.values())


def test_words_are_wrapped_between_words() -> None:
    assert wrapped("quét hình này để nhận tin", 10) == ["quét hình", "này để", "nhận tin"]
