"""Whether an event named is told as real: not denied, planned, dreamt, long past, or an animal's."""

from health.events import Age
from messages.reading.asking import counted_next, pairs_of_none
from messages.reading.events import Event, What, named_events, runs_into_idiom
from messages.reading.hearsay import only_told
from messages.reading.items import Item, around, of_sentence
from messages.reading.labels import says_none
from messages.reading.losses import lost_thing
from messages.reading.none import none_stretches
from messages.reading.numbers import number_at
from messages.reading.others import animal, for_adults
from messages.reading.phrases import word_set
from messages.reading.reasons import ANY, BIRTH, DEATH, INJECTION, Reason, by_kind
from messages.reading.scene import Scene
from messages.reading.senses import OTHER_SENSES
from messages.reading.stretches import places_in, put_off, stretches
from messages.reading.tokens import MARK, NUMBER, WORD
from messages.reading.understanding import DoubtReason
from messages.reading.weekdays import weekday_name

# Words that may stand between a negation and what it denies.
_TRANSPARENT = word_set(
    "co ca ai be chau tre nao phai he bi duoc cho di truong hop con me them em trai gai dua nguoi nghe thay bi san phu"
)
_BEFORE_NONE = word_set("cung ca deu la va hay vong be chau tre nao thi cung hai sinh de chet mat tu")
_NEW_MONTHS, _CHILD_YEARS = 2, 12
_SOMEBODY = frozenset(("woman", "mother", "child", "bare", "sex", "weight_g"))
_AHEAD = frozenset(("mai", "sau", "toi", "kia", "mot", "nua"))


def judged_events(scene: Scene, items: list[Item], asked: set[int]) -> list[Event]:
    """The events with the reason why each is not real, where there is one."""
    named = named_events(scene, asked)
    if not named:
        return named
    judged = _denied_with(scene, [_judged(scene, items, event) for event in named])
    for event in judged:
        if event.what is What.BIRTH and not event.real:  # "tưởng sinh đôi": no twins either
            for at in [at for at in scene.spans["twins"] if event.start <= at < event.end]:
                scene.unmark("twins", at)
    return judged


def _judged(scene: Scene, items: list[Item], event: Event) -> Event:
    """The event with the first reason that applies; see WHY_NOT for the order."""
    near = around(items, event.start)
    for why, applies, _, _ in WHY_NOT[event.what].open(scene):
        if applies(scene, near, event):
            return event._replace(why_not=why)
    return event


def _hypothetical(scene: Scene, items: list[Item], event: Event) -> bool:
    return scene.has("hypothetical")


def _denied(scene: Scene, items: list[Item], event: Event) -> bool:
    """A negation just before it, with nothing of weight between."""
    for back in range(event.start - 1, max(-1, event.start - 7), -1):
        if scene.clause[back] != scene.clause[event.start]:
            return False
        for start in range(max(0, back - 2), back + 1):
            held = scene.spans["negation"].get(start)
            if held and held[0] == back + 1 and held[1] == "not":
                return True
        if scene.span("zero", back) >= event.start:
            return True
        if scene.kind(back) == WORD and scene.word(back) not in _TRANSPARENT and not scene.taken[back]:
            return False
        if scene.taken[back] and scene.word(back) not in _TRANSPARENT and event.start - back > 4:
            return False
    return False


def _found_not_so(scene: Scene, items: list[Item], event: Event) -> bool:
    """'bảo đẻ rồi nhưng em qua thì chưa đẻ': the same told again as not so, of nobody else and with no value."""
    if any(i.what in ("weight_g", "sex", "age", "cause", "count") for i in items):
        return False
    for at in scene.where("nhung") + scene.where("ma"):
        said = scene.where(scene.word(event.start))
        again = [k for k in said if at < k <= at + 9 and scene.word(k - 1) in ("chua", "khong")]
        if at >= event.end and again and not any(scene.taken[at : again[0]]):
            return True
    return False


def _denied_with(scene: Scene, events: list[Event]) -> list[Event]:
    """'không có trẻ nào sinh hay mất': what is joined to a denied event is denied."""
    judged: list[Event] = []
    for event in events:
        last = judged[-1] if judged else None
        joined = (
            last is not None
            and last.why_not in ("denied", "zero")
            and event.start - last.end <= 1
            and (event.start == last.end or scene.word(last.end) in ("hay", "hoac", "va", ","))
        )
        judged.append(event._replace(why_not="denied") if joined and event.real else event)
    return judged


def _zeroed(scene: Scene, items: list[Item], event: Event) -> bool:
    """Inside 'không có sinh', '0 tử vong'; 'sinh: 0', 'ca sinh ca chết đều không có'."""
    behind = event.end + (scene.word(event.end) in (":", "=", "-"))
    zero = scene.word(behind) == "0" and scene.word(behind + 1) not in ("h", "gio", "phut")
    if zero or says_none(scene, event.end) or _none_behind(scene, behind):
        return True
    if pairs_of_none(scene) and not any(i.what in _SOMEBODY and scene.same_clause(i.start, event.start) for i in items):
        return True  # "tử vong không, tiêm không, chỉ có chị A đẻ": she bore
    if any(start < event.start < end for start, end in none_stretches(scene)):
        return True
    before = range(max(0, event.start - 5), event.start + 1) if scene.has("zero") else ()
    return any(scene.span("zero", back, "yes") > event.start for back in before)


def _none_behind(scene: Scene, at: int) -> bool:
    """'đều không có', ': không' at the end of a clause; what stands between may be another event."""
    named = at > 0 and scene.word(at - 1) in (":", "=")
    while (
        scene.word(at) in _BEFORE_NONE or scene.span("death", at) or scene.span("birth", at) or scene.span("inject", at)
    ):
        at += 1
    if scene.word(at) not in ("khong", "chua", "chang", "cha"):
        return False
    end = at + 1 + (scene.word(at + 1) == "co")
    ends = end >= scene.size or scene.kind(end) != WORD
    told = named or end > at + 1 or scene.has("zero", "yes")  # "bằng không cả: sinh không, tử không"
    told = told or counted_next(scene, at + 1)
    return ends and told and scene.word(end) != "?"


def _put_off(scene: Scene, items: list[Item], event: Event) -> bool:
    if not put_off(scene):
        return False
    turns = stretches(scene)
    own = turns[event.start]
    return any(not _the_rest(scene, event.end, at) for at in places_in(put_off(scene), turns, own, own))


def _the_rest(scene: Scene, start: int, end: int) -> bool:
    """'tiêm được 7 bé, còn 2 bé ốm chưa tiêm': the others are told of with 'còn' and their number."""
    return any(scene.word(k) == "con" and scene.kind(k + 1) == NUMBER for k in range(start, end))


def _escaped(scene: Scene, items: list[Item], event: Event) -> bool:
    return any(
        value == "escaped"
        and scene.sentence[at] == scene.sentence[event.start]
        and at < event.end + 8
        and not _turned_out(scene, items, at, event)
        and (
            event.what is not What.BIRTH
            or "tuong" not in scene.words[at : at + 2]
            or scene.same_clause(at, event.start)
        )
        and not _died_after_all(scene, at, event)
        for at, (_, value) in scene.spans["negation"].items()
    ) or (event.what is What.DEATH and scene.has("negation", "alive") and scene.has("mistake"))


def _died_after_all(scene: Scene, at: int, event: Event) -> bool:
    """'tưởng qua khỏi rồi nhưng cháu chết sáng nay': hoped otherwise, but dead."""
    return event.what is What.DEATH and any(at < but < event.start for but in scene.where("nhung"))


def _turned_out(scene: Scene, items: list[Item], at: int, event: Event) -> bool:
    """'tưởng sinh con trai, ai ngờ con gái': expected otherwise, but born; not 'hóa ra đau giả'."""
    expected = any(scene.word(k) == "tuong" for k in (at, at + 1))
    if event.what is not What.BIRTH or not expected:
        return False
    told = [item.start for item in items if item.what in ("sex", "weight_g", "count", "date", "place")]
    return any(at < k < start for k in scene.spans["repair"] for start in told)


def _done(scene: Scene, items: list[Item], event: Event) -> bool:
    """Its clause says that it is over: đã, rồi, xong, or a day that has been."""
    if _dated(scene, items, event):
        return True
    if _came(scene, event):
        return True
    clause = scene.clause[event.start]
    near = range(max(0, event.start - 3), min(scene.size, event.end + 8))
    return any(scene.word(k) in ("da", "roi", "xong") and scene.clause[k] == clause for k in near)


def _came(scene: Scene, event: Event) -> bool:
    """'mời 12, đến tiêm 9', '7 cháu hẹn tiêm mà ra mỗi 4 cháu': as many came as were called, or fewer."""
    if event.what is not What.INJECTION:
        return False
    sentence = scene.sentence[event.start]
    for at in range(scene.size):
        if scene.sentence[at] != sentence or scene.word(at) not in ("den", "ra"):
            continue
        behind = at + 1
        while scene.word(behind) in ("tiem", "moi", "co", "duoc", "chi", "dc", "day", "du"):
            behind += 1
        hit = number_at(scene, behind)
        if hit and (scene.span("title", hit[1], "child") or scene.kind(hit[1]) in ("", MARK)):
            return True
    return False


def _dated(scene: Scene, items: list[Item], event: Event) -> bool:
    """A day is said in its clause."""
    here = (item for item in of_sentence(scene, items, event.start) if item.what == "date" and item.value)
    return any(scene.same_clause(item.start, event.start) for item in here)


def _planned(scene: Scene, items: list[Item], event: Event) -> bool:
    to_come = DoubtReason.FUTURE in [item.doubt for item in items]
    if not (to_come or scene.has("plan") or (scene.mentions("nay") and not scene.lacks(("weekday", "t")))):
        return False
    month_to_come = to_come and any(
        item.doubt is DoubtReason.FUTURE and scene.word(item.start) == "thang" for item in items
    )
    sentence, clause = scene.sentence[event.start], scene.clause[event.start]
    plans = [at for at in scene.spans["plan"] if not scene.taken[at] and scene.sentence[at] == sentence]
    same_clause = any(scene.clause[at] == clause for at in plans)
    ahead = any(
        scene.clause[at] == clause and not scene.taken[at] and scene.word(end - 1) in _AHEAD
        for at, (end, _) in scene.spans["plan"].items()
    )
    here = of_sentence(scene, items, event.start)
    weekday_to_come = _weekday_to_come(scene, here, event)
    if any(item.doubt is DoubtReason.FUTURE and scene.word(item.start - 1) == "truoc" for item in here):
        return True  # "rà soát trẻ tiêm sởi, gửi em trước 30/6"
    if any(item.doubt is DoubtReason.FUTURE and scene.span("weekday", item.start) for item in here):
        return True  # 'thứ năm tuần này trạm xuống tiêm', sent on a Monday
    if month_to_come and scene.mentions("moi", "se", "du"):
        return True
    late = [item for item in here if item.doubt is DoubtReason.FUTURE and scene.word(item.start) == "cuoi"]
    if any(scene.same_clause(item.start, event.start) for item in late) and not _done(scene, here, event):
        return True  # "khoảng cuối tháng đẻ"
    if ahead or weekday_to_come:
        return weekday_to_come or not _dated(scene, here, event)
    if not same_clause and any(item.what == "date" and item.value for item in here):
        return False  # "mời 30 cháu, đến tiêm 26, hôm thứ 6"
    return (same_clause or bool(plans)) and not _done(scene, items, event)


def _weekday_to_come(scene: Scene, items: list[Item], event: Event) -> bool:
    """'thứ 6 này tiêm', 'T5 tuần này trạm tiêm' where Thursday lies ahead; a birth told so only has a wrong day."""
    ahead = event.what is What.INJECTION
    return any(
        scene.same_clause(item.start, event.start)
        and weekday_name(scene, item.start)[0]
        and ((ahead and item.doubt is DoubtReason.FUTURE) or scene.word(item.end) == "nay")
        for item in items
        if item.what == "date"
    )


def _past(scene: Scene, items: list[Item], event: Event) -> bool:
    """Placed in a past year or long ago."""
    if event.what is What.BIRTH and _grown_since(scene, items):
        return True
    sentence, here = scene.sentence[event.start], of_sentence(scene, items, event.start)
    long_ago = any(
        scene.sentence[at] == sentence and not scene.taken[at] and not _since(scene, at, event)
        for at in scene.spans["history"]
    )
    past = (long_ago and not scene.has("late")) or any(
        item.what == "past" and not _year_of_birth(scene, item.start, event) for item in here
    )
    return past and not _dated(scene, here, event)


def _since(scene: Scene, at: int, event: Event) -> bool:
    """'năm ngoái nhà này mất một cháu, nay lại mất cháu thứ hai': that was the one before; this is told with 'nay'."""
    between = range(at, event.start)
    before = any(scene.span("death", k) and not scene.same_clause(k, event.start) for k in between)
    again = {scene.word(k) for k in between if scene.same_clause(k, event.start)}
    return event.what is What.DEATH and before and again >= {"nay", "lai"}


def _grown_since(scene: Scene, items: list[Item]) -> bool:
    """'giờ bé học lớp 1', 'đẻ 3kg mà giờ 4 tháng mới 5kg': the child is no longer new, and no more is told."""
    aged = [item for item in items if item.what == "age"]
    if not aged and not scene.has("school"):
        return False
    full = any(scene.word(item.start - 1) in ("tron", "day") for item in aged)
    if full and not any(item.what in ("sex", "weight_g", "place") for item in items):
        return True  # "nay tròn 1 tháng từ ngày sinh bé Bin"
    told = {item.what for item in items if item.what in ("sex", "weight_g", "place", "date") and item.value is not None}
    ages = [item.value for item in aged if isinstance(item.value, Age)]
    grown = any((age.months or 0) > _NEW_MONTHS or 0 < (age.years or 0) <= _CHILD_YEARS for age in ages)
    return "date" not in told and (scene.has("school") or (grown and len(told) < 2))


def _year_of_birth(scene: Scene, at: int, event: Event) -> bool:
    """'sinh năm 2024 tiêm sởi', 'chị Mai sn 1999 đẻ con gái': whose year of birth it is, beside another event."""
    return any(
        scene.span("birth", back) or scene.span("idiom", back, "birth")
        for back in range(max(0, at - 3), at)
        if back != event.start
    )


def _pregnancy(scene: Scene, items: list[Item], event: Event) -> bool:
    """'sắp đẻ', 'chờ sinh': still to come."""
    if scene.has("still"):
        return False
    return any(
        scene.spans["pregnant"].get(back, (0,))[0] > event.start for back in range(max(0, event.start - 4), event.start)
    ) or (
        scene.has("pregnant")
        and not _done(scene, items, event)
        and not any(item.what in ("sex", "weight_g") and not _of_the_unborn(scene, item) for item in items)
    )


def _of_the_unborn(scene: Scene, item: Item) -> bool:
    """'em mang bầu con trai, siêu âm được 3kg': said of a child not yet born."""
    clause = scene.clause[item.start]
    return any(scene.clause[at] == clause and scene.word(at) != "thai" for at in scene.spans["pregnant"])


def _idiom(scene: Scene, items: list[Item], event: Event) -> bool:
    """'chết rồi' with nobody in sight."""
    if runs_into_idiom(scene, event.start, event.end, "death"):
        return True
    strong = scene.word(event.start) in ("tu", "ca", "bao", "tv", "duoi") or (
        event.end - event.start > 2 and "song" not in (scene.word(event.start), scene.word(event.start + 1))
    )
    child = scene.word(event.start - 1) in ("be", "chau")  # "ban em moi co em be mat"
    return not (strong or child or someone(scene, items))


def someone(scene: Scene, items: list[Item]) -> bool:
    """Whether any person is spoken of but the speaker."""
    if any(
        item.what in ("child", "mother", "woman", "bare", "skip", "child_code", "sex", "age", "count")
        or (item.what == "young" and scene.has("maternal"))  # "em Nhung mất sau sinh"
        for item in items
    ):
        return True
    if any(scene.has(family) for family in ("my_child", "of_mother", "wife", "adult", "school")):
        return True
    if any(value == "unskilled" and end - at > 1 for at, (end, value) in scene.spans["attendant"].items()):
        return True  # "mẹ chồng em"
    return any(
        value in ("child", "elder", "man", "woman", "mother") and not (value == "woman" and _addressed(scene, at))
        for at, (_, value) in scene.spans["title"].items()
    )


def _addressed(scene: Scene, at: int) -> bool:
    """'chị ơi', 'em chào cô': spoken to, not of."""
    return scene.word(at + 1) in ("oi", "a", "nhe") or scene.word(at - 1) in (
        "chao",
        "da",
        "vang",
        "bao",
        "cam",
        "on",
        "thua",
    )


def _mocked(scene: Scene, items: list[Item], event: Event) -> bool:
    """'đẻ gì mà đẻ', 'chết gì mà chết': said to deny it."""
    at, back = event.end, event.start - 2
    return (scene.word(at) == "gi" and scene.word(at + 1) == "ma") or (
        scene.word(back) == "gi" and scene.word(back + 1) == "ma"
    )


_BORN_OR_DEAD = ANY - INJECTION
_NOT_DEAD = ANY - DEATH
_DENIALS = word_set("khong chua chang cha 0 zero")
REASONS = (
    Reason("hypothetical", _hypothetical, needs=word_set("hypothetical")),
    Reason("hearsay", only_told, needs=word_set("hearsay dream nghe mo")),
    Reason("zero", _zeroed, needs=_DENIALS),
    Reason("denied", _denied, needs=word_set("negation zero")),
    Reason("not so", _found_not_so, _BORN_OR_DEAD, needs=word_set("nhung ma")),
    Reason("mocked", _mocked, needs=word_set("gi")),
    Reason("lost", lost_thing, DEATH, needs=word_set("mat")),
    Reason("put off", _put_off, INJECTION, needs=word_set("negation")),
    Reason("escaped", _escaped, needs=word_set("negation")),
    Reason("animal", animal, needs=word_set("animal con")),
    Reason("past", _past, needs=word_set("history past age school")),
    Reason("pregnancy", _pregnancy, BIRTH, needs=word_set("pregnant")),
    Reason("planned", _planned, _NOT_DEAD, needs=frozenset(("plan", "nay", DoubtReason.FUTURE))),
    Reason("for adults", for_adults, INJECTION, needs=word_set("title adult_vaccine")),
    Reason("idiom", _idiom, DEATH),
    *OTHER_SENSES,
)
WHY_NOT = by_kind(REASONS)
