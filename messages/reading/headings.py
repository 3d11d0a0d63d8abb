"""What is said above all that a message tells, and so holds for each run of it: a day, a village."""

from messages.reading.items import Item
from messages.reading.numbers import number_at
from messages.reading.parts import Parts
from messages.reading.runs import Run
from messages.reading.scene import Scene
from messages.reading.tokens import MARK

_TOLD = frozenset(("child", "bare", "mother", "woman", "child_code", "count", "vaccine", "sex", "weight_g"))
_THINGS = ("viec", "tin", "su", "chuyen")


def dated(parts: Parts, run: Run) -> Run:
    """'hôm qua chị A đẻ ..., cháu B tiêm ...': a date said before all holds for each event of its sentence."""
    scene = parts.scene
    if run.has("date") or not run.events:
        return run
    sentence = scene.sentence[run.events[0].start]
    first = min((event.start for event in parts.real()), default=0)
    ahead = [
        i
        for i in parts.of("date")
        if i.value
        and i.start < first
        and (scene.sentence[i.start] == sentence or _heads(scene, i.end, first) or _own_line(scene, i))
    ]
    ahead = ahead or [i for i in parts.of("date") if i.value and i.start >= run.end and _of_all(scene, i)]
    return run._replace(items=(*ahead, *run.items)) if ahead else run


def _own_line(scene: Scene, item: Item) -> bool:
    """'ngày 17/4' as the first line of all."""
    return item.start <= 1 and scene.word(item.end) in ("\n", ":")


def _of_all(scene: Scene, item: Item) -> bool:
    """'...; đều ngày 17/4', 'tất cả hôm qua': a day said of all behind all."""
    alone = all(scene.clause[k] != scene.clause[item.start] for k in range(item.end, min(scene.size, item.end + 1)))
    before = range(max(0, item.start - 4), item.start)
    said = any(scene.span("shared", k) and scene.same_clause(k, item.start) for k in before)
    return alone and said


def placed(parts: Parts, run: Run) -> Run:
    """'bản Na San: chị A đẻ ... 6 cháu uống OPV': a village said before anybody and anything holds for each run."""
    villages = parts.of("village")
    if not (villages and run.events) or run.of("village") or len({item.value for item in villages}) != 1:
        return run
    village = villages[0]
    told = [item.start for item in parts.items if item.what in _TOLD] + [event.start for event in parts.real()]
    return run._replace(items=(village, *run.items)) if village.end <= min(told, default=0) else run


def _heads(scene: Scene, at: int, first: int) -> bool:
    """'Hôm qua bản tôi hai việc: ...; ...', 'hôm qua có 2 việc. Một là ...': a day before all that is told."""
    announced = any(scene.word(k) in _THINGS and number_at(scene, k - 1) for k in range(at, min(first, at + 6)))
    return announced or any(
        scene.word(k) == ":" and scene.kind(k) == MARK and scene.sentence[k] == scene.sentence[at - 1]
        for k in range(at, first)
    )
