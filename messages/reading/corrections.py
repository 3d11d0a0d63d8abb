"""What a correction says should hold: the new values, and those that tell which case is meant."""

from health.events import ReportKind
from messages.reading.build import Draft
from messages.reading.events import What
from messages.reading.items import Item
from messages.reading.parts import Parts
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER
from messages.reading.understanding import Context, ReportReading

_ALWAYS = {
    "sex": "sex",
    "weight_g": "weight_g",
    "place": "place",
    "attendant": "attendant",
    "mother": "mother",
    "child": "name",
    "bare": "name",
    "child_code": "child_code",
    "village": "village",
    "vaccine": "vaccine",
    "dose": "dose",
    "cause": "cause",
    "age": "age",
    "count": "count",
}
_ONLY = {
    ReportKind.BIRTH: frozenset(("age", "cause", "vaccine", "dose", "count", "child_code")),
    ReportKind.DEATH: frozenset(("weight_g", "attendant", "vaccine", "dose", "count", "child_code")),
    ReportKind.VACCINATION: frozenset(("weight_g", "attendant", "cause", "age", "sex", "place")),
    None: frozenset(("cause", "age", "count")),
}
NEW_VALUES = ("sex", "weight_g", "place", "attendant", "date", "vaccine", "dose", "cause", "age", "village", "count")


def corrected(parts: Parts, context: Context) -> ReportReading:
    """The one report of a correction; of two values of a field the later holds."""
    kind = _kind(parts)
    draft = Draft(parts.scene, kind)
    for item in reversed(parts.items):
        if item.what == "date" and _of_the_report(parts, item):
            continue
        field = _field(parts, item, kind)
        if field and field not in _ONLY[kind]:
            draft.put(field, item)
    done = draft.done(context, default_village=False)
    return ReportReading(done.kind, done.fields, frozenset(), done.doubts)


def _kind(parts: Parts) -> ReportKind | None:
    """Birth for words of birth, death for words of death, vaccination for words of vaccination."""
    scene = parts.scene
    whats = {event.what for event in parts.events}
    if parts.of("vaccine", "dose") or What.INJECTION in whats:
        return ReportKind.VACCINATION
    if What.DEATH in whats or What.STILL in whats:
        return ReportKind.DEATH
    if What.BIRTH in whats or parts.of("weight_g", "attendant") or scene.has("birth", "sure", "date_of"):
        return ReportKind.BIRTH
    if (any(item.sure for item in parts.of("cause")) and _cause_meant(parts)) or parts.of("age"):
        return ReportKind.DEATH
    return None


def adds(scene: Scene, at: int) -> bool:
    """'nhập bổ sung: ...', 'báo bổ sung': with a whole report behind it this adds one and changes none."""
    if scene.words[at : at + 2] == ["ghi", "them"] and scene.kind(at + 2) == NUMBER:
        return True  # "ghi thêm 1 ca 20/4: ..."
    found = next((k for k in (at, at + 1) if scene.word(k) == "bo" and scene.word(k + 1) in ("sung", "xung")), None)
    return found is not None and scene.word(found + 2) not in ("cho", "vao")  # "bổ sung cho ca mất hôm 14/4"


def _of_the_report(parts: Parts, item: Item) -> bool:
    """'hôm qua em báo nhầm', 'em báo hồi trưa là MR', 'tin gửi lúc sáng': the day of the report, not of the event."""
    scene = parts.scene
    before = item.start - (scene.word(item.start - 1) in ("hom", "ngay", "vao", "luc"))
    if scene.word(before - 1) in ("gui", "bao", "nhan", "viet", "ghi", "tin"):
        return True
    if scene.word(item.start - 1) == "la":
        return False  # "ngày sinh là 12/3, em ghi nhầm"
    if any(scene.span("says", at) == item.start for at in range(max(0, item.start - 3), item.start)):
        return True
    if scene.word(item.end) in ("go", "bam") or scene.word(item.start - 1) == "ca":
        return True  # "lúc nãy gõ 3k7", "bổ sung vô ca lúc nãy"
    return scene.word(item.end) in ("em", "toi", "bao", "gui", "co", "chi", "nhan", "ghi", "viet") and any(
        scene.word(at) in ("bao", "gui", "nhan", "ghi") or scene.span("says", at) or scene.span("mistake", at)
        for at in range(item.end, item.end + 3)
    )


def _cause_meant(parts: Parts) -> bool:
    return parts.scene.mentions("do", "vi", "nguyen", "chet", "benh")


def _field(parts: Parts, item: Item, kind: ReportKind | None) -> str | None:
    """The field an item fills in a report of this kind."""
    if item.what == "date":
        if kind is ReportKind.BIRTH or (kind is not None and parts.scene.has("birth", "date_of")):
            return "date_of_birth"
        return "date"
    if item.what in ("woman", "young"):
        return "mother" if kind is ReportKind.BIRTH or _of_mother_name(parts) else None
    if item.what in ("bare", "child") and _of_mother_name(parts) and not parts.scene.has("of_mother"):
        return "mother"  # "em ghi nhầm tên mẹ, đúng là Vàng Thị Sao"
    if item.what == "bare":
        return (
            "mother"
            if kind is ReportKind.BIRTH and not parts.of("child", "mother") and parts.scene.mentions("me")
            else "name"
        )
    return _ALWAYS.get(item.what)


def _of_mother_name(parts: Parts) -> bool:
    if parts.of("mother"):
        return False
    return parts.scene.has("of_mother") or any(
        parts.scene.words[at : at + 2] == ["ten", "me"] for at in parts.scene.where("ten")
    )
