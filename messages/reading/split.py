"""Several children in one stretch: where one ends and the next begins, and what they share."""

from messages.reading.items import Item
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER, WORD

Group = list[Item]


def split_groups(scene: Scene, items: list[Item], single: frozenset[str]) -> list[Group]:
    """Items of one run as one group a child: a second value of a field that a child has once begins the next."""
    groups: list[Group] = [[]]
    said: dict[str, object] = {}  # the values of the last group
    for item in items:
        group = groups[-1]
        if _new_bullet(scene, group, item):
            groups.append([])
        elif item.what in single and item.value is not None and said.get(item.what, item.value) != item.value:
            moved = _moved(scene, group, item, single)
            groups[-1] = group[: len(group) - len(moved)]
            groups.append(moved)
        if groups[-1] is not group:
            said = {other.what: other.value for other in groups[-1] if other.value is not None}
        groups[-1].append(item)
        if item.value is not None:
            said.setdefault(item.what, item.value)
    return [group for group in groups if group]


def _new_bullet(scene: Scene, group: Group, item: Item) -> bool:
    """A numbered list: a number between the group's last item and this one."""
    if (
        not scene.bullets
        or not group
        or not any(other.what in ("sex", "mother", "woman", "child", "weight_g", "bare") for other in group)
    ):
        return False
    return any(at in scene.bullets for at in range(group[-1].end, item.start))


def _moved(scene: Scene, group: Group, item: Item, single: frozenset[str]) -> Group:
    """The group's last items that stand in the line or clause where the next child begins."""
    first = next((other for other in group if other.what in single), group[0])
    for layout in (scene.sentence, scene.clause):
        tail = [other for other in group if layout[other.start] == layout[item.start]]
        if tail and layout[first.start] != layout[item.start] and not any(other.what == item.what for other in tail):
            return group[group.index(tail[0]) :]
    return []


def heading(scene: Scene, groups: list[Group], who: frozenset[str]) -> Group:
    """What is said before the first child: it holds for all."""
    first = groups[0]
    until = next((k for k, item in enumerate(first) if item.what in who), 0)
    return first[:until]


def said_of_all(scene: Scene) -> bool:
    """'đều', 'cả hai': something holds for each; not the 'ca 2' that numbers a case."""
    return any(
        not (scene.marks[at] == "ca" and scene.kind(at + 1) == NUMBER and scene.kind(at - 1) != WORD)
        for at in scene.spans["shared"]
    )


def share(groups: list[Group], shared: Group, single: frozenset[str]) -> None:
    """Give each group the shared items of fields it says nothing about."""
    shared = [item for item in shared if item.what in single]
    for group in groups if shared else ():
        said = {item.what for item in group if item.value is not None or item.doubt or item.what != "date"}
        group.extend([item for item in shared if item.what not in said])
