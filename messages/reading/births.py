"""Births: one report a live-born child."""

from datetime import timedelta

from health.events import Age, ReportKind
from messages.reading.build import Draft
from messages.reading.children import in_order, of_one, several, with_somebody
from messages.reading.items import Item
from messages.reading.people import is_mans_name
from messages.reading.phrases import word_set
from messages.reading.runs import Run
from messages.reading.scene import Scene
from messages.reading.split import Group, heading, said_of_all, share, split_groups
from messages.reading.tokens import MARK, WORD
from messages.reading.understanding import Context, ReportReading

SINGLE = word_set("sex weight_g mother child date place attendant village age")
_WHO = word_set("sex mother child weight_g")
_BABY = word_set("con be chau doi em")
_PARENT = word_set("chuc bo me cha")
_WHOSE = word_set("nha toi em minh ut ca dau lon thu hai ba nam chi anh bac cua nay vua moi da no")
_BORNE = word_set("con doi duoc")
_CHILD_YEARS = 14
_OF_A_CHILD = ("sex", "child", "weight_g", "count", "age")
_TAKEN = frozenset(("đưa", "dua", "chở", "chuyển", "chuyen", "mang", "bế"))
_OBJECT = 5  # words between a verb of birth and the child it brings
_MOST_CHILDREN = 10  # more is a summary, not a report
_MOST_TOLD = 40  # births told one by one; nobody tells more in a message
_NEWBORN_DAYS = 60
_PARTS = {"woman": "mother", "young": "mother", "bare": "mother"}
_FIELDS = {
    "sex": "sex",
    "weight_g": "weight_g",
    "mother": "mother",
    "child": "name",
    "date": "date_of_birth",
    "place": "place",
    "attendant": "attendant",
    "village": "village",
}
_PEOPLE = _PARTS.keys() | {"child"}
_OF_BIRTH = SINGLE | _PARTS.keys() | {"count"}


def birth_reports(scene: Scene, run: Run, context: Context) -> list[ReportReading]:
    """The births of one run."""
    told = [i for i in run.items if i.what in _OF_BIRTH and not (i.what == "woman" and _an_old_woman(scene, i, run))]
    older = _older_children(scene, run)
    if older:
        told = [item for item in told if item.what not in _OF_A_CHILD or scene.clause[item.start] not in older]
    told = [item for item in told if item.what != "place" or not _taken_there(scene, item, run)]
    if "age" in [item.what for item in told]:  # "được 4 ngày ..., hôm nay cân lại 3kg2"
        told = [i for i in told if i.what != "date" or scene.span("weight_now", i.start) <= i.end]
    told = _as_children(scene, told)
    told = [item for item in told if item.what not in ("sex", "child") or not _of_the_parent(scene, item, told)]
    items = [_as_mother(scene, run, item) if item.what in _PEOPLE else item for item in told]
    groups = _children(scene, items, run)
    _share(scene, groups)
    counted = [_times(group, len(groups), scene) for group in groups]
    return [_report(scene, group, context) for group, times in zip(groups, counted, strict=True) for _ in range(times)]


def _children(scene: Scene, items: list[Item], run: Run) -> list[Group]:
    """The items as one group a child."""
    if not several(scene, items, run.events):
        return [of_one(scene, items, run.events)]
    ordered = in_order(scene, items)
    if ordered:
        return ordered
    return with_somebody(_told_again(split_groups(scene, items, SINGLE)[:_MOST_TOLD])) or [[]]


def _told_again(groups: list[Group]) -> list[Group]:
    """'1 bé trai 1 bé gái, trai 2kg5, gái 2kg3': what a later group of the same sex adds to one already told of."""
    kept: list[Group] = []
    for group in groups:
        known = next((other for other in kept if _same_child(other, group)), None) if _only_adds(group) else None
        known = known or next((other for other in kept if _named_again(other, group)), None)
        if known is None:
            kept.append(group)
        else:
            known.extend(group)
    return kept


def _named_again(first: Group, later: Group) -> bool:
    """'chị Sáu chị Bảy cùng đẻ hôm qua, chị Sáu con trai 3kg, ...': a mother of whose child nothing was told yet."""
    if not {item.what for item in first}.isdisjoint(("sex", "weight_g", "child")):
        return False
    mothers = [{item.value for item in group if item.what == "mother"} for group in (first, later)]
    return len(mothers[0]) == 1 and mothers[0] == mothers[1]


def _only_adds(later: Group) -> bool:
    """A sex and a weight, and nobody new."""
    told = {item.what for item in later}
    return {"sex", "weight_g"} <= told and told.isdisjoint(("mother", "child", "count"))


def _same_child(first: Group, later: Group) -> bool:
    sexes = [[item.value for item in group if item.what == "sex"] for group in (first, later)]
    return sexes[0] == sexes[1] and not any(item.what == "weight_g" for item in first)


def _as_children(scene: Scene, items: list[Item]) -> list[Item]:
    """'3 cháu mới sinh: Lường Văn Duy (10/4), Lường Thị Na (12/4)': a man's name among them, so no mothers."""
    bare = [item for item in items if item.what == "bare"]
    men = [item for item in bare if is_mans_name(str(item.value))]
    if not men or scene.span("birth", men[0].end):
        return items  # "vang a lu de con trai": said to give birth
    colon = next((at for at in range(men[0].start) if scene.word(at) == ":"), 0)
    headed = colon and any(value == "child" and at < colon for at, (_, value) in scene.spans["title"].items())
    if headed and len(bare) > 1:
        return [item._replace(what="child") if item.what == "bare" else item for item in items]
    other = any(item.what in ("mother", "woman", "young", "child") for item in items) or len(bare) > 1
    kept = [item for item in items if item not in men]
    return kept if other or len(men) > 1 else [i._replace(what="child") if i in men else i for i in items]


def _as_mother(scene: Scene, run: Run, item: Item) -> Item:
    """In a birth a woman named is the mother; so is whoever bears a child: 'cháu Vi Thị Panh đẻ con so'.

    'Lý Bảo Nam, nam, 19/4, mẹ Chẻo Thị Liều': a name with its sex behind, the mother named apart, is the child's.
    """
    verb = scene.span("birth", item.end) if item.what == "child" else 0
    if verb and (_bears(scene, item.end, verb) or scene.span("sex", verb) > verb + 1):
        return item._replace(what="mother")
    if verb and _my_daughter(scene, item.start, list(run.items)):
        return item._replace(what="mother")
    if verb and scene.word(item.start - 1) == ":" and scene.word(item.end) == "de":
        return item._replace(what="mother")  # "quên báo 1 bé: Phàn Thị Xoa đẻ ngày 28/3"
    if item.what == "bare" and not scene.span("birth", item.end):
        behind = item.end + (scene.kind(item.end) == MARK)
        man = is_mans_name(str(item.value))
        apart = len(run.of("mother")) == len(run.of("bare"))
        if scene.span("sex", behind) and (man or apart):
            return item._replace(what="child")
        if man:
            return item._replace(what="none")
    return item._replace(what=_PARTS[item.what]) if item.what in _PARTS else item


def _taken_there(scene: Scene, item: Item, run: Run) -> bool:
    """'đẻ rơi ở nương, đã đưa xuống trạm': where they were taken after the birth."""
    near = range(max(0, item.start - 6), item.start)
    moved = [at for at in near if scene.marks[at] in _TAKEN and scene.same_clause(at, item.start)]
    return bool(moved) and any(event.end <= moved[0] for event in run.events) and not scene.span("birth", item.end)


def _older_children(scene: Scene, run: Run) -> set[int]:
    """'con đầu chị là bé trai 4 tuổi': clauses about a child who is no newborn, where another is told of."""
    ages = [(item.start, item.value) for item in run.of("age") if isinstance(item.value, Age)]
    if not ages:
        return set()
    older = {scene.clause[at] for at, age in ages if 0 < (age.years or 0) <= _CHILD_YEARS or (age.months or 0) > 2}
    older -= {scene.clause[event.start] for event in run.events}
    others = any(scene.clause[item.start] not in older for item in run.of("sex"))
    return older if others else set()


def _an_old_woman(scene: Scene, item: Item, run: Run) -> bool:
    """'mẹ chồng là bà Sùng Thị Dợ': a 'bà' beside another mother bears no child, unless the verb stands behind her."""
    if scene.word(item.start - 1) != "ba":
        return False
    acts = any(0 <= event.start - item.end <= _OBJECT for event in run.events)
    return not acts and any(other.value != item.value for other in run.of("mother", "woman", "young"))


def _bears(scene: Scene, at: int, verb: int) -> bool:
    """'đẻ con', 'sinh được', 'sinh đôi'; 'ra đời' is what the child does itself."""
    return scene.word(verb) in _BORNE or scene.word(verb - 1) in _BORNE - {"doi"} or scene.span("twins", at) > 0


def _of_the_parent(scene: Scene, item: Item, items: list[Item]) -> bool:
    """'con gái út nhà tôi sinh cháu trai', 'con trai tôi lên chức bố': the sex of who has a child."""
    if item.what == "child":
        made = scene.word(item.end) in ("len", "lam") and (scene.word(item.end + 1) in _PARENT)
        return made or scene.span("wife", item.end) > 0  # "thằng Tỏa lên chức bố", "thằng Chứ vợ đẻ rồi"
    if _another_behind_the_verb(scene, item, items):
        return True
    if any(
        _my_daughter(scene, end, items) for at, (end, _) in scene.spans["my_child"].items() if at <= item.start < end
    ):
        return True
    for at in range(item.end, min(scene.size, item.end + 6)):
        end = scene.span("birth", at)
        if end:
            borne = end + (scene.word(end) == "duoc")
            baby = scene.word(borne) in _BABY and not scene.span("of_mother", borne) and not scene.span("wife", borne)
            return scene.word(end - 1) == "con" or baby or scene.span("sex", borne) > 0
        if (scene.span("wife", at) and scene.words[at : at + 2] not in (["con", "anh"], ["nha", "anh"])) or (
            scene.word(at) in ("len", "lam") and scene.word(at + 1) in _PARENT
        ):
            return True
        if scene.word(at) not in _WHOSE:
            return False
    return False


def _my_daughter(scene: Scene, end: int, items: list[Item]) -> bool:
    """'con gái tôi (Lò Thị Thơm) sinh ở nhà, cháu trai ...': a sex told in a later clause is the newborn's."""
    mine = any(stop == end and "gai" in scene.words[at:stop] for at, (stop, _) in scene.spans["my_child"].items())
    return mine and any(
        item.what == "sex" and item.start > end and not scene.same_clause(end - 1, item.start) for item in items
    )


def _another_behind_the_verb(scene: Scene, item: Item, items: list[Item]) -> bool:
    """'con gái tôi là Súa sinh cháu trai': a sex before the verb and one behind it, in one clause."""
    clause = scene.clause[item.start]
    verb = next((at for at in range(item.end, scene.size) if scene.clause[at] != clause or scene.span("birth", at)), 0)
    if not verb or scene.clause[verb] != clause or scene.words[item.end : verb].count("va"):
        return False
    return any(
        other.what == "sex" and verb < other.start <= verb + _OBJECT and scene.clause[other.start] == clause
        for other in items
    )


def _share(scene: Scene, groups: list[Group]) -> None:
    """Twins share all but sex, weight and name; other children what stands before the first or is said of all."""
    if len(groups) < 2:
        return
    mothers = set() if _later_mother(scene, groups) else {i.value for g in groups for i in g if i.what == "mother"}
    own = frozenset(("sex", "weight_g", "child"))
    everything = [item for group in groups for item in group]
    if scene.has("twins") or len(mothers) == 1:
        share(groups, everything, SINGLE - own)
        share(groups, _said_of_all(scene, everything), frozenset(("sex",)))
        weights = [item for item in everything if item.what == "weight_g" and scene.word(item.start - 1) == "deu"]
        share(groups, weights, frozenset(("weight_g",)))  # "2 trai 1 gái, đều 1kg8"
        if any(
            scene.span("sex", item.end) and item.value == len(groups) for item in everything if item.what == "count"
        ):
            share(groups, [item for item in everything if item.what == "sex"], frozenset(("sex",)))
        return
    shared = heading(scene, groups, _WHO)
    dates = [item for item in everything if item.what == "date" and (item.value is not None or item.doubt)]
    if len({item.value for item in dates}) == 1 and all(
        scene.sentence[group[0].start] == scene.sentence[dates[0].start] for group in groups
    ):
        shared += dates
    sexes = [item for item in everything if item.what == "sex"]
    if len(sexes) == 1 and _for_all(scene, sexes[0].start):
        share(groups, sexes, frozenset(("sex",)))  # "2 bé ..., cả 2 đều trai"
    if said_of_all(scene) and not _on_one_day(scene):
        shared += [item for item in groups[-1] if item.what in ("date", "place", "attendant", "village")]
    shared += [item for item in groups[-1] if _closes_for_all(scene, item)]
    share(groups, shared, SINGLE - own)


def _on_one_day(scene: Scene) -> bool:
    """'đẻ cùng một ngày 16/4': only the day is said of all."""
    return all("ngay" in scene.words[at + 1 : at + 3] for at in scene.spans["shared"])


def _closes_for_all(scene: Scene, item: Item) -> bool:
    """'..., trạm đỡ cả', '... ở nhà hết': what ends the list of children holds for all."""
    ends = scene.word(item.end) in ("ca", "het", "tat") and scene.kind(item.end + 1) != WORD
    return ends and item.what in ("date", "place", "attendant", "village")


def _said_of_all(scene: Scene, items: list[Item]) -> list[Item]:
    """'đều là con gái', 'cả hai đều trai': one sex for all of them."""
    sexes = [item for item in items if item.what == "sex"]
    if len({item.value for item in sexes}) != 1:
        return []
    return [item for item in sexes if _for_all(scene, item.start)]


def _for_all(scene: Scene, start: int) -> bool:
    """'đều là', 'cả hai đều', 'toàn' right before a value."""
    return scene.word(start - 1) == "toan" or any(scene.span("shared", k) for k in range(max(0, start - 4), start))


def _later_mother(scene: Scene, groups: list[Group]) -> bool:
    """'con dâu ông A đẻ ...; con chị B ...': a mother named only in a later sentence is not the first child's."""
    named = next((item for group in groups[1:] for item in group if item.what == "mother"), None)
    if named is None or any(item.what == "mother" for item in groups[0]):
        return False
    return scene.sentence[named.start] != scene.sentence[groups[0][0].start]


def _times(group: Group, groups: int, scene: Scene) -> int:
    """How many children a group stands for: '2 bé trai', '2 ca sinh', 'sinh đôi' with no more."""
    twins = max((int(value) for _, value in scene.spans["twins"].values()), default=1)
    counts = [i.value for i in group if i.what == "count" and isinstance(i.value, int) and not _of_all(scene, i)]
    if groups > 1:
        sexed = [item for item in group if item.what == "count" and scene.span("sex", item.end)]
        value = sexed[0].value if sexed else 1
        return value if isinstance(value, int) and value <= _MOST_CHILDREN and (value != groups or value < twins) else 1
    if scene.has("still") or scene.has("death"):
        twins = 1  # the other twin has a report of its own
    times = max([*counts, twins])
    return times if times <= _MOST_CHILDREN else 1


def _of_all(scene: Scene, item: Item) -> bool:
    """'tuần trước 2 ca: chị A sinh ..., chị B đẻ thai lưu': how many cases of any kind follow."""
    return scene.word(item.end) == "ca" and scene.word(item.end + 1) == ":" and scene.has("still")


def _report(scene: Scene, group: Group, context: Context) -> ReportReading:
    draft = Draft(scene, ReportKind.BIRTH)
    draft.put_all(group, _FIELDS)
    if "date_of_birth" not in draft.fields:
        _from_age(draft, group, context)
    return draft.done(context)


def _from_age(draft: Draft, group: Group, context: Context) -> None:
    """'bé được 4 ngày': born so many days ago."""
    for item in group:
        if (
            item.what == "age"
            and isinstance(item.value, Age)
            and item.value.days is not None
            and item.value.days <= _NEWBORN_DAYS
        ):
            hours = item.value.days == 0
            if not hours:
                draft.put("date_of_birth", item._replace(value=context.today - timedelta(days=item.value.days)))
