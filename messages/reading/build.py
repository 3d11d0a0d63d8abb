"""From items to fields: the one place where a value gets its offsets, and where what is missing is told."""

from collections.abc import Iterable, Mapping

from health.events import ReportKind
from messages.reading.items import Item
from messages.reading.scene import Scene
from messages.reading.understanding import Context, Doubt, DoubtReason, Found, ReportReading

# Required fields by kind, as the protocol lists them; deaths and vaccinations have conditions beside (see missing_of).
REQUIRED = {
    ReportKind.BIRTH: frozenset(("date_of_birth", "sex", "weight_g", "place", "village")),
    ReportKind.DEATH: frozenset(("date", "village")),
    ReportKind.VACCINATION: frozenset(("vaccine", "date", "village")),
    ReportKind.PREGNANCY: frozenset(("mother", "due_on", "village")),
}


def found_of(scene: Scene, item: Item, *, sure: bool = True) -> Found:
    """An item that has a value, with its place in the text."""
    assert item.value is not None
    return Found(item.value, scene.tokens[item.start].start, scene.tokens[item.end - 1].end, sure and item.sure)


class Draft:
    """A report being put together; the first sure value of a field stays."""

    __slots__ = ("doubts", "fields", "kind", "scene", "unknown_village")

    def __init__(self, scene: Scene, kind: ReportKind | None) -> None:
        self.scene = scene
        self.kind = kind
        self.fields: dict[str, Found] = {}
        self.doubts: list[Doubt] = []
        self.unknown_village = False

    def put(self, field: str, item: Item, *, sure: bool = True) -> None:
        """Take an item as the value of a field, or its doubt."""
        if item.doubt is not None:
            self.doubts.append(Doubt(field, item.doubt, self.scene.said(item.start, item.end)))
        if field == "village" and item.value is None:
            self.unknown_village = True
        if item.value is None or field in self.fields:
            return
        self.fields[field] = found_of(self.scene, item, sure=sure)

    def put_all(self, items: Iterable[Item], names: Mapping[str, str]) -> None:
        """Take each item whose kind stands in `names` as the field it names."""
        for item in items:
            if item.what in names:
                self.put(names[item.what], item)

    def done(self, context: Context, *, default_village: bool = True) -> ReportReading:
        """The report, with the sender's village where none is said, and what is missing."""
        if default_village and "village" not in self.fields and not self.unknown_village and context.village:
            self.fields["village"] = Found(context.village, 0, 0)
        return ReportReading(self.kind, self.fields, missing_of(self), self._doubts() if self.doubts else ())

    def _doubts(self) -> tuple[Doubt, ...]:
        """Each doubt once; a field that has a value after all is in none about which value it is."""
        return tuple(
            doubt
            for doubt in dict.fromkeys(self.doubts)
            if doubt.field not in self.fields or doubt.reason is not DoubtReason.AMBIGUOUS
        )


def missing_of(draft: Draft) -> frozenset[str]:
    """Required fields that the draft does not give."""
    if draft.kind is None:
        return frozenset()
    fields = draft.fields
    missing = {*REQUIRED[draft.kind]}.difference(fields)
    if draft.kind is ReportKind.DEATH and not (
        {"age", "stillbirth", "maternal"} & fields.keys() or {"date", "date_of_birth"} <= fields.keys()
    ):
        missing.add("age")
    if draft.kind is ReportKind.VACCINATION and not {"name", "child_code", "mother", "count"} & fields.keys():
        missing.add("name")
    if draft.kind is ReportKind.PREGNANCY and "child_code" in fields:
        missing.discard("mother")
    return frozenset(missing)
