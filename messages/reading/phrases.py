"""Cutting a listed phrase into the same words as a typed message is cut."""

import re

PIECES = re.compile(r"\d+|[^\W\d_]+|\n|[^\w\s]|_")


def words_of(phrase: str) -> list[str]:
    """'5in1' -> ['5', 'in', '1']."""
    return PIECES.findall(phrase)


def word_set(words: str) -> frozenset[str]:
    """'a b c' as a set: small tables of words stay readable."""
    return frozenset(words.split())
