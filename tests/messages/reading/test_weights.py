"""Birth weights as people write them."""

import pytest

from messages.reading.understanding import DoubtReason
from messages.reading.weights import read_weights
from tests.messages.reading.sample import scene

GRAMS = (
    ("3kg2", 3200),
    ("3k2", 3200),
    ("3 kg 2", 3200),
    ("3 cân 2", 3200),
    ("3 ký 2", 3200),
    ("3 ki 1", 3100),
    ("3,2 kg", 3200),
    ("3.2kg", 3200),
    ("3kg05", 3050),
    ("3kg200", 3200),
    ("3.200g", 3200),
    ("3,200 g", 3200),
    ("3200gr", 3200),
    ("3100 gam", 3100),
    ("3 cân rưỡi", 3500),
    ("3kg ruoi", 3500),
    ("2 cân 8 lạng", 2800),
    ("8 lạng", 800),
    ("32 lạng", 3200),
    ("hai cân bảy", 2700),
    ("ba kg mốt", 3100),
    ("nặng 3.2", 3200),
    ("cân nặng 3100", 3100),
    ("nang 3 ruoi", 3500),
    ("khoảng 3kg", 3000),
    ("3kg 12/4", 3000),
    ("3kg 2 bé", 3000),
    ("3 cân 2 hôm 16/4", 3200),
)
DOUBTED = (("32kg", DoubtReason.IMPLAUSIBLE), ("300g", DoubtReason.IMPLAUSIBLE), ("gần 3kg", DoubtReason.AMBIGUOUS))


@pytest.mark.parametrize(("text", "grams"), GRAMS)
def test_grams(text: str, grams: int) -> None:
    assert [item.value for item in read_weights(scene(text))] == [grams]


@pytest.mark.parametrize(("text", "doubt"), DOUBTED)
def test_no_weight_is_guessed(text: str, doubt: DoubtReason) -> None:
    assert [(item.value, item.doubt) for item in read_weights(scene(text))] == [(None, doubt)]


@pytest.mark.parametrize("text", ["3 cháu", "12/4", "5in1", "giờ được 5kg", "3 tháng", "39 độ", "k co gi"])
def test_no_birth_weight(text: str) -> None:
    assert list(read_weights(scene(text))) == []


def test_two_weights_are_two() -> None:
    assert [item.value for item in read_weights(scene("2kg2 va 2kg5"))] == [2200, 2500]
