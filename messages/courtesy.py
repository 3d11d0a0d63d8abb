"""Thanks and acknowledgements: heard, and knowingly not answered, so that two machines never thank each other."""

from typing import Final

from messages.words import split_words

WORDS: Final = frozenset(
    [
        "da",
        "vang",
        "uh",
        "u",
        "ok",
        "oke",
        "okie",
        "okay",
        "cam",
        "on",
        "camon",
        "thank",
        "thanks",
        "tks",
        "ths",
        "a",
        "ah",
        "nhe",
        "nha",
        "em",
        "anh",
        "chi",
        "bac",
        "co",
        "chu",
        "ban",
        "roi",
        "duoc",
        "biet",
        "nhan",
        "tin",
        "hieu",
        "chao",
        "xin",
        "rat",
        "nhieu",
        "vui",
        "qua",
        "tot",
        "hi",
        "hihi",
        "haha",
    ]
)
MOST: Final = 8  # words; a longer message wants an answer


def is_courtesy(text: str) -> bool:
    """Whether a message is nothing but politeness."""
    plain = split_words(text).plain
    return 0 < len(plain) <= MOST and WORDS.issuperset(plain)
