"""Births as collaborators tell them, as many as wanted, each whole and of another mother."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from messages.sms import fold

PEOPLE = 64  # collaborators, eight a village
LAST_DAY, DAYS = date(2026, 4, 19), 28
MIDDLE = ("Thị", "Seo", "Mẩy", "Tả", "Lở", "Sài", "Dùa", "Phà")
FAMILIES = ("Giàng", "Lò", "Vàng", "Sùng", "Thào", "Hạng", "Mùa", "Cứ", "Lý", "Tẩn", "Phàn", "Chẻo")
RHYMES = ("a", "ia", "ai", "anh", "ao", "ang", "en", "inh", "oa", "on", "ông", "ua", "uyên", "ương", "ây")
ONSETS = ("B", "C", "Ch", "D", "G", "H", "Kh", "L", "M", "N", "Ng", "Nh", "Ph", "S", "T", "Th", "Tr", "V", "X", "R")


def phone(person: int) -> str:
    """The number of a collaborator, from 0."""
    return f"+84912{person:06}"


def told() -> Iterator[tuple[str, str]]:
    """(number, text) of 28,800 births; a given name comes again after 300, its family's after 3,600."""
    for number, (middle, family, rhyme, onset) in enumerate(product(MIDDLE, FAMILIES, RHYMES, ONSETS)):
        mother, born = f"{family} {middle} {onset}{rhyme}", LAST_DAY - timedelta(days=number % DAYS)
        yield phone(number % PEOPLE), _words(number, mother, f"{born.day}/{born.month}")


def _words(number: int, mother: str, born: str) -> str:
    """With accents from a smartphone, without from a simple one."""
    if number % 2:
        return f"Chị {mother} đẻ bé trai 2kg9 ngày {born} ở trạm y tế"
    return fold(f"sinh bé gái 3kg1 {born} tại trạm mẹ {mother}")
