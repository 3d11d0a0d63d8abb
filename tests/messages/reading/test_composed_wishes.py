"""Wishes composed of every word for an end and for going on: an end asked for is never taken for the contrary."""

from collections.abc import Callable
from itertools import product

import pytest

from messages.reading.normal import plain
from messages.reading.understand import understand
from messages.reading.understanding import Kind
from tests.messages.reading.sample import CONTEXT

LEADS = ("", "xin ", "em xin ", "làm ơn ", "nhờ trạm ", "tôi muốn ", "chị ơi ")
ENDS = ("dừng", "ngừng", "ngưng", "thôi", "đừng", "hủy", "tắt", "tạm dừng", "chấm dứt")
SENDING = ("gửi tin", "nhắn tin", "nhận tin", "gửi tin nhắn", "nhận tin nhắn")
TAILS = ("", " cho em", " cho tôi nữa", " nữa nhé", " đi", " giúp em")
GOING_ON = (
    "muốn nhận", "đăng ký nhận", "xin nhận", "vẫn muốn nhận", "cho nhận", "đừng dừng gửi", "đừng ngừng nhắn", "cứ gửi",
    "gửi tiếp", "nhắn tiếp",
)  # fmt: skip
MESSAGES = (" tin", " tin nhắn", " tin nhắc lịch tiêm", " tin về con")
POLITE = ("", " nhé", " ạ", " như cũ", " với")


def kinds_of(texts: list[str]) -> dict[str, Kind]:
    return {text: understand(text, CONTEXT).kind for text in texts}


@pytest.mark.parametrize("typed", [str, plain], ids=["accents", "no accents"])
def test_an_end_asked_for_is_an_end(typed: Callable[[str], str]) -> None:
    texts = [typed(f"{a}{b} {c}{d}") for a, b, c, d in product(LEADS, ENDS, SENDING, TAILS)]
    assert {text: kind for text, kind in kinds_of(texts).items() if kind is not Kind.OPTOUT} == {}


@pytest.mark.parametrize("typed", [str, plain], ids=["accents", "no accents"])
def test_going_on_asked_for_is_no_end(typed: Callable[[str], str]) -> None:
    leads = ("", "xin ", "cho em ", "em ", "trạm ơi ")
    texts = [typed("".join(parts)) for parts in product(leads, GOING_ON, MESSAGES, POLITE)]
    assert {text: kind for text, kind in kinds_of(texts).items() if kind is not Kind.OPTIN} == {}
