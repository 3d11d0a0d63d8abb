import pytest

from health.readability import lint_reading, measure, parse_limits
from health.shipped import load_lessons, load_reading_limits
from tests.support.lessons import lesson_saying

LIMITS = load_reading_limits()
# As a plan is written: easy words, but a sentence nobody gets to the end of.
OFFICIAL = (
    "Tăng cường công tác truyền thông nâng cao nhận thức của người dân về chăm sóc sức khỏe bà mẹ trẻ em trên địa bàn "
    "toàn xã nhằm góp phần giảm tỷ lệ tử vong ở trẻ em dưới 5 tuổi theo kế hoạch đã được phê duyệt"
)


@pytest.mark.parametrize(
    ("text", "mean", "longest", "rare"),
    [
        ("Bé ho. Kéo áo lên, đếm nhịp thở đủ 1 phút.", 5.0, 8, ()),
        ("Gọi {tram} nhé: có người nghe!", 2.5, 3, ()),
        ("Uống oresol", 2.0, 2, ("oresol",)),
        ("", 0.0, 0, ()),
    ],
)
def test_the_measure(text, mean, longest, rare):
    ease = measure(text, LIMITS.common)
    assert (ease.mean, ease.longest, ease.rare) == (mean, longest, rare)


def test_the_score_adds_length_and_rare_words():
    assert measure("Uống oresol", LIMITS.common).score == 2 + 50
    assert measure("", LIMITS.common).score == 0


def test_lessons_are_easier_than_the_papers_of_an_office():
    assert lint_reading(load_lessons(), LIMITS) == ()
    assert measure(OFFICIAL, LIMITS.common).score > LIMITS.score


@pytest.mark.parametrize("chat", [OFFICIAL, "Bổ sung oresol, kẽm, vitamin, canxi, axit folic", f"Ạ. Ạ. Ạ. {OFFICIAL}"])
def test_a_lesson_too_hard_is_found(chat):
    assert {fault.rule for fault in lint_reading([lesson_saying(chat=chat)], LIMITS)} == {"reading"}


def test_the_limits_are_data():
    limits = parse_limits(
        'id = "x"\nversion = "1"\nmost_score = 5\nmost_in_a_sentence = 4\n[[syllables]]\nsource = "s"\n'
        'list = "bé bú"\n',
        "x.toml",
    )
    assert (limits.score, limits.longest, limits.common) == (5, 4, {"bé", "bú"})
