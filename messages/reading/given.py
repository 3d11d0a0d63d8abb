"""Who was really given something: without those who were absent, who brought them, who reports, and other times."""

from bisect import bisect_left, bisect_right

from messages.reading.items import Item
from messages.reading.normal import plain
from messages.reading.phrases import word_set
from messages.reading.runs import Run
from messages.reading.scene import Scene, once
from messages.reading.segments import segments
from messages.reading.stretches import places_in, put_off, stretches
from messages.reading.tokens import MARK, WORD

_WHO = word_set("child bare mother child_code count woman young")
_NAMED = ("child", "bare", "mother", "child_code")
_WHAT = frozenset(("vaccine", "dose"))
_TOLD_OF = ("child", "bare", "child_code", "count")
_TO_COME = ("hẹn", "hen", "sẽ", "mai")
_OTHER_TIMES_SAID = word_set("hen se mai sau nam toi truoc")
_OTHER_TIMES = (["thang", "sau"], ["lan", "sau"], ["dot", "sau"], ["sang", "nam"], ["tuan", "sau"], ["thang", "toi"])


def given_to(scene: Scene, run: Run) -> list[Item]:
    """The items of those who were given what the run tells."""
    sentences = (scene.sentence[at] for at in (run.start, max(run.start, run.end - 1)))
    refused = places_in(_refused(scene), scene.sentence, *sentences)
    items = _not_refused(scene, run, refused) if refused else [*run.items]
    left = {*_bringing(scene, run), *_of_other_times(scene, run, items), *_senders(scene, items)}
    return [item for item in items if item not in left] if left else items


def _not_refused(scene: Scene, run: Run, refused: list[int]) -> list[Item]:
    """Without what a clause of its own says was not given: '..., chưa tiêm viêm gan B'."""
    turns = stretches(scene)
    told = {turns[event.start] for event in run.events}
    off = {turns[at] for at in refused} - told
    off |= _also_absent(scene, run, turns, {turns[at] for at in refused if _opens(scene, at)} - told)
    # "+ Tẩn Thị Mẩy: không đến": a line of its own about one who was not there.
    given = {scene.sentence[event.start] for event in run.events} | {
        scene.sentence[item.start] for item in run.items if item.what in _WHAT
    }
    off_lines = {scene.sentence[at] for at in refused} - given
    off_who = off - _named_before(scene, run, turns, told)
    named = [item for item in run.items if item.what in _NAMED]
    if len(named) == 1 and turns[named[0].start] in off_who:
        off_who = set()  # "cháu Sang chưa tiêm sởi, hôm nay mới tiêm VNNB": the only one told of
    return [
        i
        for i in run.items
        if turns[i.start] not in (off_who if i.what in _WHO else off) and scene.sentence[i.start] not in off_lines
    ]


@once
def _refused(scene: Scene) -> list[int]:
    """Where somebody is said to have been given nothing: 'hoãn', 'chưa tiêm', or a list that begins with 'vắng'."""
    absent = [at for at in scene.where("vang") if _opens(scene, at) and not scene.taken[at]]
    return sorted([*put_off(scene), *absent])


def _named_before(scene: Scene, run: Run, turns: list[int], told: set[int]) -> set[int]:
    """'TE7781 không tiêm được 5in1 nhưng uống OPV3 rồi': who stands before both is of both."""
    whos = {turns[item.start] for item in run.items if item.what in _WHO}
    alone = [(bisect_left(turns, turn), turn) for turn in told - whos]
    return {turn - 1 for opens, turn in alone if opens and scene.same_clause(opens - 1, opens)}


def _senders(scene: Scene, items: list[Item]) -> list[Item]:
    """'Em Lan bản Tòng Pẳn. Cháu A đã tiêm ...': who presents herself in a sentence that tells of nothing."""
    whats = {item.what for item in items}
    if "young" not in whats or whats.isdisjoint(_TOLD_OF):
        return []
    return [i for i in items if i.what == "young" and scene.sentence[i.start] not in _sentences_told(scene)]


@once
def _sentences_told(scene: Scene) -> set[int]:
    """The sentences that tell of an injection, a vaccine or a dose."""
    return {scene.sentence[at] for family in ("inject", "vaccine", "dose") for at in scene.spans[family]}


def _opens(scene: Scene, at: int) -> bool:
    """The first word of its clause."""
    return at == 0 or scene.clause[at - 1] != scene.clause[at] or scene.kind(at - 1) == MARK


def _also_absent(scene: Scene, run: Run, turns: list[int], off: set[int]) -> set[int]:
    """'có A, B; vắng C, D': the stretches behind that only name go on with those who were not there."""
    said: dict[int, set[str]] = {}
    for item in run.items:
        said.setdefault(turns[item.start], set()).add(item.what)
    told = {turns[event.start] for event in run.events}
    absent: set[int] = set()
    for turn in sorted(off):
        behind = turn + 1
        while behind in said and behind not in absent | told and said[behind] <= {"child", "bare"}:
            if scene.word(bisect_left(turns, behind)) not in (",", ";"):
                break
            absent.add(behind)
            behind += 1
    return absent


def _of_other_times(scene: Scene, run: Run, items: list[Item]) -> list[Item]:
    """'mũi 1 tháng trước tiêm rồi, hôm nay tiêm mũi 2, hẹn sang năm mũi 3': what was and will be, beside what is."""
    if scene.lacks(_OTHER_TIMES_SAID):
        return []
    what = [item for item in items if item.what in _WHAT]
    days = {scene.clause[item.start] for item in items if item.what == "date" and item.value is not None}
    if not what or not days:
        return []
    own = sorted(scene.clause[item.start] for item in what)
    told_of_a_day = any(scene.clause[event.start] in days for event in run.events)
    other = {
        scene.clause[at]
        for at in range(bisect_left(scene.clause, own[0]), bisect_right(scene.clause, own[-1]))
        if (scene.marks[at] in _TO_COME and not scene.taken[at])
        or scene.words[at : at + 2] in _OTHER_TIMES
        or (told_of_a_day and _time_ago(scene, at))
    } - days
    gone = [item for item in what if scene.clause[item.start] in other]
    kept = [item for item in what if item not in gone]
    return gone if kept else []


def _time_ago(scene: Scene, at: int) -> bool:
    """'tháng trước', 'lần trước'."""
    return scene.word(at) in ("thang", "lan", "dot") and scene.word(at + 1) == "truoc"


def _bringing(scene: Scene, run: Run) -> list[Item]:
    """'mẹ con Chư đi tiêm quinvaxem cho bé Say': in one clause, who goes before the verb and who it is done for."""
    if not scene.mentions("cho"):
        return []
    people = [item for item in run.items if item.what in ("child", "bare")]
    given = [i for i in people if "cho" in (scene.word(i.start - 1), scene.word(i.start - 2))]
    last = {scene.clause[item.start]: item.start for item in given}
    return [
        item
        for item in people
        if scene.word(item.end) in ("di", "dua", "be", "dan", "cong", "dia")
        and item.end < last.get(scene.clause[item.start], 0)
    ]


def _without_asides(parts: list[int], items: list[Item]) -> list[Item]:
    """'Lò Thị Trà My, Quàng Đức Anh. Bé Trà My khóc to nhất': named before in full, and nothing given is told of it."""
    given = {parts[i.start] for i in items if i.what in _WHAT}
    whole = [(i.start, f" {i.value}") for i in items if i.what in ("child", "bare")]
    return [
        i
        for i in items
        if i.what not in ("child", "bare")
        or parts[i.start] in given
        or not any(
            at < i.start and len(name) > len(f" {i.value}") and name.endswith(f" {i.value}") for at, name in whole
        )
    ]


def named_again(scene: Scene, items: list[Item]) -> list[Item]:
    """'cháu Thào A Súa với cháu Thào Thị Mo đi tiêm, cháu Súa tiêm sởi, cháu Mo ...': the second time tells more."""
    full = {plain(str(i.value)).split()[-1]: i for i in items if i.what in ("child", "bare") and " " in str(i.value)}
    if not full:
        return items
    parts = segments(scene)
    items = _without_asides(parts, items)
    alone = {i.start for i in items if " " not in str(i.value)}  # "cháu Lù A Thào" is no Lử told of again
    near = range(items[0].start, bisect_right(parts, parts[items[-1].start]))
    again = [
        item._replace(what="child", start=end, end=end + 1)
        for at in near
        if (end := scene.span("title", at, "child"))
        and (item := full.get(scene.word(end)))
        and end > item.end
        and scene.kind(end) == WORD
        and (end in alone or not scene.taken[end])
    ]
    given = {parts[i.start] for i in items if i.what in _WHAT}
    again = [item for item in again if parts[item.start] in given]
    first = {item.value for item in again}
    ends = {item.start for item in again}
    kept = [i for i in items if i.start not in ends and not (i.value in first and parts[i.start] not in given)]
    return sorted([*kept, *again], key=lambda item: item.start) if again else items
