"""One child or several: what shows that a stretch tells of more than one, and which of two values is of the birth."""

from itertools import pairwise

from messages.reading.events import Event
from messages.reading.items import Item
from messages.reading.normal import plain
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.split import Group

WHO = word_set("sex mother child weight_g count")
_NEAR = word_set("place date attendant village age mother")  # fields whose nearest value is the birth's
_ELSEWHERE = 100  # a value of another clause stands farther than any of the verb's own
_MOST_AT_ONCE = 5
_MOST_NAMES, _MOST_ITEMS = 40, 60  # more is a long list, told one by one
_BESIDE = 2  # words between '2 bé trai' and '1 bé gái'
_HOUSES = word_set("vo nha con dau")


def several(scene: Scene, items: list[Item], events: tuple[Event, ...]) -> bool:
    """Whether more than one child is told of; a second place or day alone is no second child."""
    if scene.bullets or scene.has("twins"):
        return True
    counts = [item.value for item in items if item.what == "count" and isinstance(item.value, int)]
    if len(counts) > 1 or any(value > 1 for value in counts):
        return True
    sexes = {item.value for item in items if item.what == "sex"}
    if len(sexes) > 1 or len({item.value for item in items if item.what == "weight_g"}) > 1:
        return True
    return len(_persons(items, "mother")) > 1 or len(_persons(items, "child")) > 1 or _houses(scene, events) > 1


def _persons(items: list[Item], what: str) -> list[str]:
    """Names of different people: 'chị Mẩy' after 'chị Phàn Mẩy' is the same woman."""
    names = sorted({plain(str(item.value)) for item in items if item.what == what}, key=len, reverse=True)
    if len(names) < 2:
        return names
    kept: list[str] = []
    for name in names[:_MOST_NAMES]:
        if not any(f" {longer}".endswith(f" {name}") for longer in kept):
            kept.append(name)
    return kept


def _houses(scene: Scene, events: tuple[Event, ...]) -> int:
    """'vợ anh A đẻ ..., vợ anh B đẻ ...': households that open a clause of a birth of their own."""
    clauses = {scene.clause[event.start] for event in events}
    return len({scene.clause[at] for at in scene.spans["wife"] if scene.word(at) in _HOUSES} & clauses)


def of_one(scene: Scene, items: list[Item], events: tuple[Event, ...]) -> Group:
    """The items of an only child: of two places or days, the one nearest to the birth comes first."""
    said: dict[str, object] = {}
    doubled = {
        item.what
        for item in items
        if item.what in _NEAR and item.value is not None and said.setdefault(item.what, item.value) != item.value
    }
    if not doubled:
        return items
    kept = [item for item in items if item.what not in doubled]
    moved = [item for item in items if item.what in doubled]
    return [*kept, *sorted(moved, key=lambda item: _distance(scene, item, events))]


def _distance(scene: Scene, item: Item, events: tuple[Event, ...]) -> int:
    """How far an item stands from the birth; behind the verb is nearer than before it."""
    if item.what == "mother":
        return -len(str(item.value))  # the fullest name
    away = [
        (item.start - event.end if item.start >= event.end else 2 * (event.start - item.end) + 2)
        + (0 if scene.clause[item.start] == scene.clause[event.start] else _ELSEWHERE)
        for event in events
    ]
    return min(away, default=0)


def in_order(scene: Scene, items: list[Item]) -> list[Group]:
    """'hai trai một gái, lần lượt 1kg9, 1kg8, 1kg7': first what the children are, then as many weights."""
    if len(items) > _MOST_ITEMS:
        return []
    weights = [item for item in items if item.what == "weight_g" and item.value is not None]
    sexes = [item for item in items if item.what == "sex"]
    if not weights and _at_once(scene, items, sexes):
        shared = [item for item in items if item.what not in ("sex", "count")]
        return [[sex, *shared] for sex in sexes for _ in range(_counted(scene, sex, items))]
    if len(weights) < 2 or len(_persons(items, "mother")) > 1 or len(_persons(items, "child")) > 1 or scene.bullets:
        return []
    if sexes and weights[0].start < sexes[-1].start:
        return []
    told = [sex for sex in sexes for _ in range(_counted(scene, sex, items))]
    if len(told) not in (0, len(weights)):
        return []
    if not told and not scene.has("twins"):
        return []
    shared = [item for item in items if item.what not in ("sex", "weight_g", "count")]
    return [[*told[k : k + 1], weight, *shared] for k, weight in enumerate(weights)]


def _at_once(scene: Scene, items: list[Item], sexes: list[Item]) -> bool:
    """'sinh 2 bé trai 1 bé gái': counts of both sexes side by side, and one day, one place, one mother."""
    counted = all(any(item.what == "count" and item.end == sex.start for item in items) for sex in sexes)
    one = all(len({item.value for item in items if item.what == what}) < 2 for what in ("date", "place", "village"))
    near = all(later.start - first.end <= _BESIDE for first, later in pairwise(sexes))
    return len(sexes) > 1 and counted and one and near and not scene.bullets and len(_persons(items, "mother")) < 2


def _counted(scene: Scene, sex: Item, items: list[Item]) -> int:
    """How many children a sex is said of: 'hai trai'."""
    count = next((item.value for item in items if item.what == "count" and item.end == sex.start), 1)
    if scene.word(sex.start - 1) in ("cap", "doi"):
        return 2  # "một cặp hoàng tử"
    return count if isinstance(count, int) and count <= _MOST_AT_ONCE else 1


def with_somebody(groups: list[Group]) -> list[Group]:
    """Groups that nobody is told of are no child: what they say goes to the child before, or the first."""
    kept: list[Group] = []
    waiting: Group = []
    for group in groups:
        if any(item.what in WHO for item in group):
            kept.append(group)
        elif kept:
            kept[-1].extend(group)
        else:
            waiting += group
    if waiting and kept:
        kept[0].extend(waiting)
    return kept or ([waiting] if waiting else [])
