"""Stretches shorter than a clause: 'cho uống OPV chứ chưa tiêm 5in1' tells two things."""

from messages.reading.scene import Scene

_TURNS = frozenset(("chứ", "chu", "nhưng", "nhung", "còn", "con", "mà", "ma"))
_DENIES = ("chua", "khong", "chang", "hoan")


def stretches(scene: Scene) -> list[int]:
    """Each token's stretch: a clause, or its part up to a 'chứ', 'nhưng', 'còn' that denies what follows."""
    numbers: list[int] = []
    number = 0
    for at in range(scene.size):
        parted = at and scene.clause[at] != scene.clause[at - 1]
        turns = scene.marks[at] in _TURNS and scene.word(at + 1) in _DENIES and not scene.taken[at]
        number += bool(parted or turns)
        numbers.append(number)
    return numbers
