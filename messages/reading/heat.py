"""The warmth of a body as it was measured: '38o2', '39 rưỡi', 'cặp nhiệt độ có 35 độ'."""

from collections.abc import Iterator

from messages.reading.scene import Scene
from messages.reading.signs import Sign
from messages.reading.tokens import NUMBER

_COLD_TENTHS, _WARM_TENTHS, _HIGH_TENTHS = 355, 375, 385  # below the first is cold; the others as in `signs.py`
_LEAST, _MOST = 32, 42  # degrees that a body has
_BEFORE = 6  # words between the measuring and the number
_MEASURED = frozenset(("do", "cap", "kep", "nhiet", "nach", "sot", "nong", "than"))
_NAMED = frozenset(("do", "oc", "°", "c", "o"))
_OTHERWISE = frozenset(("tuan", "tuoi", "thang", "ngay", "chau", "be", "lan", "kg", "can", "ca", "tu"))


def measured(scene: Scene) -> Iterator[Sign]:
    """Fever and cold in degrees, where they were measured or are called degrees."""
    for at in scene.numeric:
        told = scene.words[at]
        if not told.isdecimal() or not _LEAST <= int(told[:3]) <= _MOST:
            continue
        tenths, end, named = _degrees(scene, at)
        asked = any(scene.word(k) in _MEASURED for k in range(max(0, at - _BEFORE), at))
        if not (named or asked) or scene.word(end) in _OTHERWISE:
            continue
        if tenths >= _WARM_TENTHS:
            yield Sign("high_fever" if tenths >= _HIGH_TENTHS else "warm", at, end)
        elif tenths < _COLD_TENTHS and scene.mentions("nhiet", "lanh", "cap", "kep"):
            yield Sign("cold", at, end)


def _degrees(scene: Scene, at: int) -> tuple[int, int, bool]:
    """(tenths of a degree, where they end, whether they are called degrees) of the number at a token."""
    tenths, end = int(scene.words[at]) * 10, at + 1
    if scene.word(end) in (",", ".") and scene.kind(end + 1) == NUMBER:
        tenths, end = tenths + int(scene.word(end + 1)[0]), end + 2
    named = scene.word(end) in _NAMED
    if named:
        end += 1
        if scene.kind(end) == NUMBER and len(scene.word(end)) == 1:
            tenths, end = tenths + int(scene.word(end)), end + 1
    if scene.word(end) == "ruoi":
        tenths, end = tenths + 5, end + 1
    return tenths, end, named
