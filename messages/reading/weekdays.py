"""The names of the days of the week: 'thứ 6', 'T6', 'chủ nhật'; not 'thứ 4 tháng', 'con trai thứ 2'."""

from messages.reading.name_words import is_family_name
from messages.reading.no_days import is_order, means_weight
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER


def weekday_name(scene: Scene, at: int) -> tuple[int, int]:
    """(end, weekday) of a weekday's name, (0, 0) if none begins here."""
    held = scene.spans["weekday"].get(at)
    if held and not is_order(scene, at) and _stands_alone(scene, held[0]):
        return (0, 0) if scene.word(at) == "cn" and means_weight(scene, at) else (held[0], int(held[1]))
    if (
        scene.word(at) == "t"
        and scene.kind(at + 1) == NUMBER
        and scene.tokens[at + 1].glued
        and scene.word(at + 1) in "2345678"
    ):
        return (at + 2, int(scene.word(at + 1)) - 2) if scene.word(at + 1) != "8" else (0, 0)
    return 0, 0


def _stands_alone(scene: Scene, at: int) -> bool:
    """Not 'thứ 4 tháng'; 'thứ 4 thằng Páo', 'thu 4 thang Hang A Do' tell of a boy."""
    if scene.word(at) not in ("tuoi", "thang", "kg"):
        return True
    return scene.marks[at] == "thằng" or is_family_name(scene, at + 1)
