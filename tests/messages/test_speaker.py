"""Who writes, as they say it in passing; what only sounds like it is nobody."""

import pytest

from health.kin import Kin
from messages.sms import fold
from messages.speaker import Speaker, read_named, read_speaker

SAID = [
    ("em là bố của bé", Kin.FATHER, None),
    ("Em là bố của bé 102748", Kin.FATHER, None),
    ("bà ngoại đây", Kin.GRANDMOTHER, None),
    ("Dạ bà nội bé đây ạ", Kin.GRANDMOTHER, None),
    ("tôi là mẹ", Kin.MOTHER, None),
    ("con là mẹ, con 16 tuổi", Kin.MOTHER, 16),
    ("dạ em là mẹ cháu, em mới 17 tuổi ạ", Kin.MOTHER, 17),
    ("chào chị, em là mẹ bé TE102748", Kin.MOTHER, None),
    ("chào chị em là mẹ bé", Kin.MOTHER, None),
    ("mẹ bé đây ạ, bé ho 2 hôm nay", Kin.MOTHER, None),
    ("tôi là ông nội cháu", Kin.GRANDFATHER, None),
    ("bé sốt. tôi là ông ngoại", Kin.GRANDFATHER, None),
    ("em là cha", Kin.FATHER, None),
    ("con năm nay 15 tuổi", None, 15),
    ("tôi là bố đơn thân", Kin.FATHER, None),
]
NOBODY = [
    "chồng em là bố bé",
    "tôi là bộ đội",
    "em là mẹ nào cũng lo",
    "em không phải là mẹ bé",
    "mẹ bé ốm",
    "mẹ bé mất rồi",
    "bé 16 tháng",
    "cháu 3 tuổi",
    "con em 16 tuổi",
    "con 3 tuổi rồi",
    "ba tôi",
    "bé ở với bà ngoại",
    "bà nội bé ốm, đây là số mới",
    "em là cộng tác viên",
    "sinh bé gái 3kg1 mẹ Lò Thị Mây 16 tuổi",
    "",
]


@pytest.mark.parametrize(("text", "kin", "age"), SAID)
def test_who_writes_is_read_with_accents_and_without(text: str, kin: Kin | None, age: int | None) -> None:
    assert read_speaker(text) == Speaker(kin, age)
    assert read_speaker(fold(text).lower()) == Speaker(kin, age)


@pytest.mark.parametrize("text", NOBODY)
def test_what_says_nothing_of_the_writer_is_nobody(text: str) -> None:
    assert read_speaker(text) == Speaker()
    assert read_speaker(fold(text).lower()) == Speaker()


def test_a_bare_ba_without_accents_may_be_a_father_and_is_nobody() -> None:
    assert read_speaker("toi la ba cua be") == Speaker()
    assert read_speaker("tôi là bà của bé") == Speaker(Kin.GRANDMOTHER)


@pytest.mark.parametrize(
    ("text", "kin", "age"),
    [
        ("dang ky 102748 0912345678 ba noi", Kin.GRANDMOTHER, None),
        ("ĐĂNG KÝ TE102748 0912 345 678 bà ngoại", Kin.GRANDMOTHER, None),
        ("dang ky 102748 bo 0912.345.678", Kin.FATHER, None),
        ("dang ky 102748 so cua me be: +84912345678", Kin.MOTHER, None),
        ("dang ky 102748 0912345678 me 16 tuoi", Kin.MOTHER, 16),
        ("dang ky 102748 0912345678 ong ba", Kin.GRANDPARENT, None),
        ("dang ky 102748 0912345678 bo me", None, None),
        ("dang ky 102748 0912345678", None, None),
        ("dang ky 102748 0912345678 ba", None, None),
    ],
)
def test_whose_number_is_named(text: str, kin: Kin | None, age: int | None) -> None:
    assert read_named(text) == Speaker(kin, age)
