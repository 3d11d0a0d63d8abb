"""Births as collaborators tell them, as many as wanted, no two of one mother."""

from collections.abc import Iterator
from itertools import count, product

PEOPLE = 64  # collaborators, eight a village
FAMILIES = ("Giàng", "Lò", "Vàng", "Sùng", "Thào", "Hạng", "Mùa", "Cứ", "Lý", "Tẩn", "Phàn", "Chẻo")
ONSETS = ("B", "C", "Ch", "D", "G", "H", "Kh", "L", "M", "N", "Ng", "Nh", "Ph", "S", "T", "Th", "Tr", "V", "X", "Đ")
RHYMES = ("a", "ia", "ai", "anh", "ao", "ang", "en", "inh", "oa", "on", "ông", "ua", "uyên", "ương", "ây")
TOLD = ("sinh be gai 3kg1 hom qua tai tram me {}", "Chị {} đẻ bé trai 2kg9 hôm qua ở trạm y tế")


def phone(person: int) -> str:
    """The number of a collaborator, from 0."""
    return f"+84912{person:06}"


def told() -> Iterator[tuple[str, str]]:
    """(number, text) of one birth after another; names repeat only after some thousands."""
    names = product(("Thị", "Seo", "Mẩy"), FAMILIES, RHYMES, ONSETS)
    for number, (middle, family, rhyme, onset) in zip(count(), names, strict=False):
        yield phone(number % PEOPLE), TOLD[number % len(TOLD)].format(f"{family} {middle} {onset}{rhyme}")
