"""What has been worked out for a word, kept while there is room: a dictionary, asked once for each word."""

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
_ROOM = 16_384  # words; people use fewer, and noise must not fill the memory
_LONG = 40  # letters: no words that come again


class Memo(dict[str, V]):
    """`memo[word]` is `work_out(word)`; when there are too many words all are forgotten, long ones at once."""

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[str], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> V:
        value = self._work_out(word)
        if len(word) < _LONG:
            if len(self) >= _ROOM:
                self.clear()
            self[word] = value
        return value
