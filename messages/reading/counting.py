"""Which events of a message count as reports: real ones that are ours, and those that only the values show."""

from operator import attrgetter

from health.events import Age
from messages.reading.corrections import adds
from messages.reading.deaths import is_early_loss
from messages.reading.events import Event, What
from messages.reading.fates import both_dead, one_of_two, survivor
from messages.reading.figures import asks_figures
from messages.reading.items import around
from messages.reading.parts import Parts
from messages.reading.reality import someone
from messages.reading.scene import Scene
from messages.reading.stretches import put_off, stretches
from messages.reading.subjects import Subject, subject
from messages.reading.tokens import NUMBER

_WHOLE = 4  # words of a message that says no more than that a birth was
_ITS_OWN = frozenset(("place", "attendant", "weight_g", "date"))  # what is told of a birth alone
_NEW_MONTHS = 2
_RICH = 3  # details that make a birth told beside a question a report of its own
_DETAILS = ("sex", "weight_g", "date", "place", "mother", "attendant", "age", "cause", "water")
_DOUBTED = (What.STILL, What.BIRTH)
_GIVEN_TO = ("child", "bare", "child_code", "count")
_SHORT_OF = ("het", "thieu", "can")  # "trạm hết SII, 5 cháu lại bồng về"
_TELLING = ("vaccine", "weight_g", "sex")  # without one of these values nothing is told
_OWN = ("sex", "weight_g", "date", "place", "attendant", "mother", "woman", "bare")  # something said of a birth


def counting_events(parts: Parts, in_danger: bool) -> list[Event]:
    """Real events that are ours; those that only the values show where no word names one."""
    real = parts.real()
    if not real and _only_put_off(parts):
        return []
    events = _ours(parts, real)
    if _asks_for_figures(parts):
        return []
    if not events and all(event.what is What.BIRTH and event.why_not == "nobody" for event in parts.events):
        events = _implied(parts, in_danger)
    elif parts.scene.signals.issuperset(("vaccine", "birth")):
        events = sorted([*events, *_given_beside(parts)], key=attrgetter("start"))
    if len(events) > 1 and What.DEATH in [event.what for event in events]:
        events = [event for event in events if event.what is not What.INJECTION or _told_apart(parts, event)]
    if parts.signs:
        events = [event for event in events if not _aside_of_illness(parts, event)]
    if not events or not (parts.asked or in_danger):
        return events
    details = {item.what for item in parts.items if item.what in _DETAILS and item.value is not None}
    return [event for event in events if not _background(parts, event, details, in_danger)]


def _ours(parts: Parts, events: list[Event]) -> list[Event]:
    """The births of somebody, the deaths that are ours to count; one event for a child born dead."""
    events = [event for event in events if event.what not in _DOUBTED or _tells_of_one(parts, event)]
    if not events:
        return events
    whats = {event.what for event in events}
    if What.DEATH in whats:
        events = [event for event in events if event.what is not What.BIRTH or not _is_cause(parts, event)]
        if (one_of_two(parts.scene) or both_dead(parts.scene)) and not parts.of("weight_g"):
            events = [event for event in events if event.what is not What.BIRTH]
        events += survivor(parts, events)
    if What.STILL in whats:
        stills = [event for event in events if event.what is What.STILL]
        events = [
            event
            for event in events
            if event.what is not What.DEATH or not any(abs(event.start - s.start) < 4 for s in stills)
        ]
        events = [event for event in events if event.what is not What.BIRTH or _another_born(parts, event, stills[0])]
    if What.DEATH not in whats:
        return events
    return [
        event
        for event in events
        if event.what is not What.DEATH or subject(parts.scene, parts.items, event) is not Subject.OTHER
    ]


def _tells_of_one(parts: Parts, event: Event) -> bool:
    """A stillbirth that is no early loss, a birth of somebody."""
    if event.what is What.STILL:
        return not is_early_loss(parts.scene, event)
    return _somebody_born(parts, event) and not _twins_given(parts, event)


def _is_cause(parts: Parts, event: Event) -> bool:
    """'cháu A 6 ngày tuổi (đẻ non, viện huyện)' in a list of deaths: what she died of, no birth."""
    scene = parts.scene
    clause = scene.clause[event.start]
    own = [i for i in parts.of("sex", "weight_g", "mother", "woman", "child") if scene.clause[i.start] == clause]
    return scene.span("cause", event.start, "preterm") >= event.end and not own


def _somebody_born(parts: Parts, event: Event) -> bool:
    """A birth is told of somebody, or with something of its own: not 'xã lại đẻ thêm mẫu báo cáo mới'."""
    scene, near = parts.scene, around(parts.items, event.start)
    parts = parts if near is parts.items else parts._replace(items=near)
    own = [item for item in parts.items if item.what in _OWN and item.value is not None]
    if not own and _only_newborn(scene, event):
        return False  # "bài văn tả em bé mới sinh"
    if not own and any(e.why_not == "animal" for e in parts.events):
        return False  # "mèo nhà em đẻ 4 đứa, mẹ tròn con vuông"
    other = len(parts.events) > 1 and any(e.what in (What.DEATH, What.INJECTION) and e.real for e in parts.events)
    here = {scene.clause[item.start] for item in own if item.what != "date"} if other else set()
    if other and scene.clause[event.start] not in here and not parts.of("mother", "weight_g", "count"):
        return False  # "mẹ chồng em mất hôm qua, em thì mới sinh nên không về được"
    whole = scene.size <= _WHOLE or event.end - event.start > 1
    return whole or any(item.what in _ITS_OWN for item in parts.items) or someone(scene, parts.items)


def _only_newborn(scene: Scene, event: Event) -> bool:
    """'em bé mới sinh', where no 'có', 'thêm', number stands before."""
    near = range(max(0, event.start - 4), event.start)
    if any(scene.word(at) in ("co", "them") or scene.kind(at) == NUMBER for at in near):
        return False
    newborn = any(event.start in (end, end - 1) for at in near if (end := scene.span("title", at, "child")))
    return newborn or scene.word(event.start) in ("be", "tre")


def _twins_given(parts: Parts, event: Event) -> bool:
    """'2 bé sinh đôi A và B uống rota': which children, no birth."""
    scene = parts.scene
    if not scene.span("twins", event.start):
        return False
    given = any(e.what is What.INJECTION and scene.same_clause(e.start, event.start) for e in parts.events)
    given = given or any(scene.same_clause(item.start, event.start) for item in parts.of("vaccine"))
    return given and not parts.of("weight_g", "place", "attendant")


def _only_put_off(parts: Parts) -> bool:
    """'cháu A hoãn tiêm sởi': no other sentence, nor what stands before 'chứ chưa tiêm ...', names a vaccine."""
    scene = parts.scene
    where = put_off(scene)
    if not where:
        return False
    turns = stretches(scene)
    off = {scene.sentence[at] for at in where}
    told = {turns[event.start] for event in parts.real()} | {turns[i.start] for i in parts.of("child_code")}
    told -= {turns[at] for at in where}
    return all(scene.sentence[item.start] in off and turns[item.start] not in told for item in parts.of("vaccine"))


def _asks_for_figures(parts: Parts) -> bool:
    """'thống kê tử vong tháng 4', 'có mấy ca đẻ': events asked for, nobody named."""
    if not asks_figures(parts.scene):
        return False
    told = parts.of("child", "bare", "mother", "woman", "child_code", "weight_g")
    if parts.of("vaccine") and parts.of("count") and any(i.value for i in parts.of("date")) and not parts.asked:
        return False  # "số trẻ trong danh sách 22, số trẻ đến tiêm 19"
    return not any(item.value is not None for item in told)


def _another_born(parts: Parts, event: Event, still: Event) -> bool:
    """Beside a stillbirth a birth counts only where a living child is told of."""
    scene = parts.scene
    sentence = scene.sentence[event.start]
    if sentence != scene.sentence[still.start]:
        return any(scene.sentence[item.start] == sentence for item in parts.of("sex", "weight_g"))
    women = {item.value: scene.clause[item.start] for item in parts.of("woman", "mother")}
    if {scene.clause[event.start], scene.clause[still.start]} <= set(women.values()) and len(women) > 1:
        return scene.clause[event.start] != scene.clause[still.start]  # each of a mother of its own
    if not (scene.has("twins") or parts.of("weight_g")):
        return False
    weighed = scene.has("twins") and any(not scene.same_clause(i.start, still.start) for i in parts.of("weight_g"))
    alive = scene.mentions("song", "khoe")
    return weighed or alive or len({i.value for i in parts.of("sex")}) > 1


def _told_apart(parts: Parts, event: Event) -> bool:
    """An injection told as an item of its own, of another child, beside a death."""
    deaths = [other for other in parts.real() if other.what is What.DEATH]
    start, end = event.start, event.end
    scene = parts.scene
    if not any(_has_somebody(parts, death) for death in deaths) and len(parts.of(*_GIVEN_TO)) < 2:
        return False  # "bé A tiêm 5in1 hôm 5/5. Đến 9/5 thì mất": one child
    near = [i for i in parts.of(*_GIVEN_TO) if scene.sentence[i.start] == scene.sentence[start]]
    if any(_clause_of_its_own(parts, event, death) or _somebody_between(parts, event, death) for death in deaths):
        return True
    apart = all(scene.sentence[death.start] != scene.sentence[start] for death in deaths)
    return bool(near) and (
        apart
        or any(
            abs(i.start - end) < 8
            for i in near
            if all(i.start > d.end or i.end < start for d in deaths)
            and len(parts.of("child", "bare", "child_code", "count")) > 1
        )
    )


def _has_somebody(parts: Parts, death: Event) -> bool:
    """Whether the sentence of a death tells of somebody."""
    sentence = parts.scene.sentence[death.start]
    return any(parts.scene.sentence[i.start] == sentence for i in parts.of(*_GIVEN_TO, "age", "sex", "mother", "woman"))


def _somebody_between(parts: Parts, event: Event, death: Event) -> bool:
    """'tiêm sởi được 9 cháu còn cháu A mất': between the two one for each."""
    between = [i for i in parts.of(*_GIVEN_TO) if event.start <= i.start and i.end <= death.start]
    return len(between) > 1 and between[0].what == "count" and between[-1].what != "count"


def _clause_of_its_own(parts: Parts, event: Event, death: Event) -> bool:
    """'tiêm sởi được 7 cháu, cùng ngày cháu A mất': each clause has somebody of its own."""
    scene = parts.scene
    here, there = scene.clause[event.start], scene.clause[death.start]
    whos = {scene.clause[item.start] for item in parts.of(*_GIVEN_TO)}
    return here != there and {here, there} <= whos


def _given_beside(parts: Parts) -> list[Event]:
    """'chị A sinh gái ...; bé Bảo Nam VNNB m1 cùng ngày': beside other events a sentence of a child and a vaccine."""
    scene = parts.scene
    told = {scene.sentence[event.start] for event in parts.events} | parts.asked
    if any(event.what is What.INJECTION for event in parts.events) or scene.has("plan"):
        return []
    given = {scene.sentence[item.start]: item for item in reversed(parts.of("vaccine")) if item.sure and item.value}
    named = {scene.sentence[item.start] for item in parts.of("child", "child_code", "count")}
    return [Event(What.INJECTION, given[at].start, given[at].end) for at in sorted(given.keys() & named - told)]


def _implied(parts: Parts, in_danger: bool) -> list[Event]:
    """'Ly A Sang BCG 17/4', 'bt 3k1 hqua trm yte': no verb, but the values leave no doubt."""
    scene = parts.scene
    if scene.lacks(_TELLING) or (
        scene.has("hypothetical")
        or bool(parts.of("past"))
        or any(value == "yes" and not adds(scene, at) for at, (_, value) in scene.spans["correct"].items())
        or scene.has("mistake")
        or scene.has("dream")
        or scene.has("hearsay")
        or scene.has("plan")
        or any(value == "sure" and not scene.taken[at] for at, (_, value) in scene.spans["animal"].items())
        or any(not _may_be_born(scene, at) for at in scene.spans["pregnant"])  # "có thai, siêu âm là con trai"
    ):
        return []
    vaccines = parts.of("vaccine")
    who = parts.of("child", "bare", "child_code", "count", "mother")
    asks = bool(parts.asked) or scene.mentions("?")
    if (
        vaccines
        and who
        and not asks
        and any(item.sure or parts.of("date", "dose") for item in vaccines)
        and not any(scene.word(item.start - 1) in _SHORT_OF for item in vaccines)
        and not in_danger
    ):
        return [Event(What.INJECTION, vaccines[0].start, vaccines[0].end)]
    if any(scene.span("title", at + 1, "child") for at in scene.where("can")):
        return []  # "cân bé Sua ở trạm được 3kg8": weighed today
    weights, sexes = parts.of("weight_g"), [i for i in parts.of("sex") if scene.word(i.start) not in ("nam", "nu")]
    known = len({i.what for i in parts.items if i.what in _DETAILS[:6] and i.value is not None})
    if any(
        isinstance(i.value, Age) and (i.value.years or (i.value.months or 0) > _NEW_MONTHS) for i in parts.of("age")
    ):
        return []  # "con bé út nhà em hôm nay 3 tuổi, nặng 13kg"
    if not vaccines and known >= _RICH and (weights or (sexes and parts.of("place", "mother", "attendant"))):
        first = (weights or sexes)[0]
        return [Event(What.BIRTH, first.start, first.end)]
    return []


def _may_be_born(scene: Scene, at: int) -> bool:
    """'thai 40 tuần', 'đi đẻ ở trạm': words of pregnancy that a birth told by its values may have beside it."""
    return scene.word(at) == "thai" or scene.words[at : at + 2] in (["di", "de"], ["di", "sinh"], ["di", "sanh"])


def _aside_of_illness(parts: Parts, event: Event) -> bool:
    """'tiêm xong bé hâm hấp một tối, nay hết rồi': an injection of nothing and nobody, told of an illness."""
    return event.what is What.INJECTION and not parts.of("vaccine", *_GIVEN_TO)


def _background(parts: Parts, event: Event, details: set[str], in_danger: bool) -> bool:
    """Told only to explain a question or an illness."""
    scene = parts.scene
    asked = parts.asked
    if event.what is What.INJECTION:
        if in_danger:
            return True
        return bool(asked) and (
            scene.sentence[event.start] in asked or (not parts.of("count", "bare") and _no_name(parts))
        )
    if event.what is What.BIRTH and in_danger:
        return not details & {"weight_g", "place"}
    if event.what is What.BIRTH and scene.sentence[event.start] in asked:
        return len(details - {"cause", "age", "water"}) < _RICH
    if event.what in (What.DEATH, What.STILL) and scene.sentence[event.start] in asked:
        # "trẻ mất ở bệnh viện thì có phải báo không": a place and a cause are no child
        general = {"place", "cause", "water"} | ({"age"} if event.what is What.STILL else set())
        return not details - general and not parts.of("child", "bare", "child_code")
    return False


def _no_name(parts: Parts) -> bool:
    return not any(item.what == "child" for item in parts.items)
