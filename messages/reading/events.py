"""What happened, according to the words: births, deaths, stillbirths, injections, and whether each is told as real."""

from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from health.events import Age
from messages.reading.bearing import is_birth
from messages.reading.labels import counted_at, death_labels
from messages.reading.needs import Rooms
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER, WORD
from messages.reading.unborn import is_of_unborn


class What(StrEnum):
    """The kinds of event that words can name."""

    BIRTH = "birth"
    DEATH = "death"
    STILL = "still"
    INJECTION = "vaccination"


class Event(NamedTuple):
    """One event named; `why_not` says why it is no event of now, '' if it is real."""

    what: What
    start: int
    end: int
    why_not: str = ""

    @property
    def real(self) -> bool:
        """Whether it is told as having happened."""
        return not self.why_not


_DEAD_WEAK_NOT_BEFORE = word_set(
    "vao quanh len day tren doi hai mot sung dau nhay lam rua benh chong nho vang hoa nhin quen mo kinh thuoc het "
    "tron trong hong sai nguoc day vien to khuon xau hup"
)
# Behind an unaccented 'mat' these make it an eye or a face.
_COLOURS = frozenset(("vang", "phu", "ban", "mun", "do", "bong"))  # of an eye or a face, said before it
_EYES_BEHIND = word_set("nguoc trung tron lom sung dai nham nhin mui mai muu mo xanh tim phu dinh ghen trang hup")
# Behind a number these make 'mất' the price or the time of something: "sửa mất hai trăm nghìn", "đi mất 3 tiếng".
_COSTS = word_set("tram nghin ngan trieu ty dong tieng phut buoi lan cai chuyen chai ve luot cuoc ca")
_GONE_TO = word_set("nuong ray lam cho rung vang ra xa bat lay ruong hai ban an chai vien lam_nuong")
_DONE_AMISS = word_set("lam quen hong het nho sai")  # "làm mất", "quên mất"
_GONE_THINGS = frozenset(("het", "hong", "quen", "chuom", "can"))
_COMPLETED = word_set("thieu quen nham sai hong he mo lac xoa")
_STOCK = ("ve", "het", "cap", "nhap", "den", "sap", "chua", "can")  # behind 'vắc xin': of the store, not of a child
_PAPERS = ("lich", "phieu", "giay", "hen", "nhac")  # beside these an injection is written of, not given
_GOERS = word_set("chau be con em no da vua moi cung trai gai nha thang tre qua nay")
# The same where what is gone follows: "xé mất trang cuối".
_DONE_TO = word_set("xe lam an danh vut nem trom cuop bien gam cat rach bo nuot uong lay cuom dot xoa quet hot luoc")
_RESCUED = frozenset(("vot", "cuu", "dang", "gio", "giup", "vua"))  # drowned, but perhaps not dead: a danger
MOST_EVENTS = 80  # more than any person tells in one message; the rest would only cost time
_OLD_YEARS, _OLD_MONTHS = 5, 60


def named_events(scene: Scene, asked: set[int]) -> list[Event]:
    """Every event the words name, real or not, in order."""
    found: list[Event] = []
    for teller in TELLERS.open(scene):
        found += teller.named(scene, asked)
    if len(found) < 2:
        return found
    found = sorted(set(found), key=attrgetter("start", "end"))[:MOST_EVENTS]
    last = {event.what: event.start for event in found}
    return [event for event in found if not _is_total(scene, event, last[event.what])]


def _births(scene: Scene, asked: set[int]) -> list[Event]:
    found: list[Event] = []
    for at, (end, value) in scene.spans["birth"].items():
        own = scene.free(at, at + 1) or (scene.word(at) == "do" and scene.free(at + 1, end))  # "đỡ đẻ cho chị A"
        if own and is_birth(scene, at, end, value) and not runs_into_idiom(scene, at, end):
            found.append(Event(What.BIRTH, at, end))
    return found


def _stills(scene: Scene, asked: set[int]) -> list[Event]:
    return [Event(What.STILL, at, end) for at, (end, _) in scene.spans["still"].items()] or _still_apart(scene)


def _deaths(scene: Scene, asked: set[int]) -> list[Event]:
    found: list[Event] = []
    for at, (end, value) in scene.spans["death"].items():
        loose = value == "weak" or scene.word(at) == "dot"
        heart = scene.word(at - 1) == "tim" and scene.word(at - 2) in ("benh", "suy", "dau")
        if loose and not heart and any(scene.span("sign", back) > at for back in range(max(0, at - 3), at)):
            continue  # "lả đi rồi", "ong dot tu hom qua"
        lost = at > 0 and scene.span("lost_pregnancy", at - 1) == at
        if lost and (scene.marks[at - 1] != "say" or scene.mentions("thai")):
            continue  # "sảy mất rồi"; "chi say mat" is chị Say
        if _of_a_sign(scene, at):
            continue
        if scene.word(at) == "mat" and scene.word(at - 1) == "chet":
            continue  # told by the word before
        if _eye_or_face(scene, at) or (
            scene.marks[at] == "bo"
            and (scene.word(at - 1) in ("theo", "cung", "voi", "cho") or scene.word(end) in _GONE_TO)
        ):
            continue  # "4 chau theo bo me di nuong": bố mẹ
        if _used_up(scene, at):
            continue
        if _is_completed(scene, at) or (scene.word(end - 1) == "xac" and scene.word(end) in ("nhan", "minh", "dinh")):
            continue  # "thay xac nhan": xác nhận
        if value == "sure" or _is_death(scene, at, end, asked):
            found.append(Event(What.STILL if is_of_unborn(scene, at) else What.DEATH, at, end))
    return found


def _labelled(scene: Scene, asked: set[int]) -> list[Event]:
    return [Event(What.DEATH, at, at + 1) for at in death_labels(scene)]


def _injections(scene: Scene, asked: set[int]) -> list[Event]:
    found: list[Event] = []
    for at, (end, value) in scene.spans["inject"].items():
        if scene.has("idiom") and any(scene.span("idiom", k, "inject") > at for k in range(max(0, at - 2), at)):
            continue  # "trang cuối sổ tiêm rồi"
        if scene.word(at) not in ("tiem", "chich", "chung", "da", "di") and scene.word(end) in _STOCK:
            continue  # "vắc xin về rồi, 50 liều MR"
        if (scene.word(at - 1) in _PAPERS or scene.marks[at - 1] in ("chỗ", "vết")) and not scene.taken[at - 1]:
            continue  # "nhắc lịch chích", "phiếu hẹn ngừa", "chỗ tiêm sưng"
        if value == "yes" or ("vaccine" in scene.spans and any(end <= k <= end + 4 for k in scene.spans["vaccine"])):
            found.append(Event(What.INJECTION, at, end))
    return found


def _given(scene: Scene, asked: set[int]) -> list[Event]:
    """'uống OPV', 'tiêm 5in1', where the verb is a part of the vaccine's phrase."""
    return [
        Event(What.INJECTION, at, at + 1)
        for at, (end, _) in scene.spans["vaccine"].items()
        if end > at + 1 and scene.word(at) in ("uong", "tiem", "chich", "nho")
    ]


def _lost_otherwise(scene: Scene, asked: set[int]) -> list[Event]:
    """'cháu hết rồi', 'sống được 2 ngày', 'cứu không kịp'."""
    return _ended(scene) + _lived(scene) + _in_vain(scene)


def _is_total(scene: Scene, event: Event, last: int) -> bool:
    """'SINH 1 TU 1' above the lines that tell of each, '1 sinh 1 mất: ...': a heading, no event of its own."""
    if scene.sentence[event.start] < scene.sentence[last] and counted_at(scene, event.end) >= 0:
        return not _told_behind(scene, event)
    ends = scene.word(event.end) == ":" or scene.kind(event.end) == NUMBER
    return scene.kind(event.start - 1) == NUMBER and event.start > 0 and ends and event.start < last


def _used_up(scene: Scene, at: int) -> bool:
    """'vac xin het mat roi', 'suoi can mat', 'chuom mat'; not 'bị chó cắn mất'."""
    if scene.word(at) != "mat" or scene.word(at - 1) not in _GONE_THINGS or scene.taken[at - 1]:
        return False
    return not (scene.inside("cause", at - 1, at) or scene.inside("sign", at - 1, at))


def _of_a_sign(scene: Scene, at: int) -> bool:
    """'sung mat roi': mặt; 'đòi chết rồi', 'nghĩ đến cái chết': who says so lives, and is in danger."""
    if not scene.has("sign"):
        return False
    if scene.marks[at] == "mat" and scene.inside("sign", at, at + 1):
        return True
    return any(value == "maternal_mind" and start < at < end for start, (end, value) in scene.spans["sign"].items())


def _told_behind(scene: Scene, event: Event) -> bool:
    """'mất 1 - cháu Thào Thị Máy 9 tháng': somebody told of in the sentence of the number."""
    here = scene.sentence[event.start]
    return any(
        at > event.end and scene.sentence[at] == here and _child_named(scene, end + 1)
        for at, (end, _) in scene.spans["title"].items()
    )


def _ended(scene: Scene) -> list[Event]:
    """'cháu nhà Sùng A Páo hết rồi': of somebody named, where no illness was told of that could be over."""
    first = min(scene.spans["sign"], default=scene.size) if "sign" in scene.spans else scene.size
    return [
        Event(What.DEATH, at, at + 2)
        for at in scene.where("het")
        if 0 < at < scene.size - 1
        and scene.word(at + 1) == "roi"
        and scene.taken[at - 1]
        and _child_named(scene, at)
        and at < first
        and (scene.span("title", at + 2) or scene.span("attendant", at + 2) or scene.kind(at + 2) != WORD)
    ]


def _child_named(scene: Scene, at: int) -> bool:
    """Whether the name of a child, or of its house, ends right before a token."""
    if scene.span("day", at - 1) or scene.kind(at - 1) != WORD:
        return False
    return any(
        (scene.span("title", k, "child") or scene.span("of_house", k) or scene.span("of_mother", k))
        and scene.same_clause(k, at)
        for k in range(max(0, at - 6), at - 1)
    )


def _in_vain(scene: Scene) -> list[Event]:
    """'cấp cứu tại trạm không lại', 'cứu mà không kịp': rescue, and that it failed."""
    found = []
    for at in scene.where("khong"):
        if scene.word(at + 1) not in ("lai", "kip", "song", "noi", "duoc", "thanh", "hieu"):
            continue
        tried = [k for k in range(max(0, at - 5), at) if scene.word(k) == "cuu" and scene.same_clause(k, at)]
        over = (
            scene.kind(at + 2) != WORD
            or scene.word(at + 1) in ("thanh", "hieu")
            or scene.word(at + 2) in ("nua", "roi", "hom", "luc", "ngay", "mat")
        )
        if tried and over and not scene.span("question", at):
            found.append(Event(What.DEATH, at, at + 2))
    return found


def _lived(scene: Scene) -> list[Event]:
    """'sống được 3 ngày', 'chỉ sống có 2 tiếng': how long somebody lived who does no more."""
    found = []
    for at in scene.where("song"):
        if scene.marks[at] not in ("sống", "song") or scene.word(at + 1) not in ("duoc", "co", "them", "dung"):
            continue
        start = at + 2 + (scene.word(at + 2) in ("co", "moi", "dung", "them", "chung", "khoang"))
        hit = number_at(scene, start)
        if hit and scene.word(hit[1]) in ("ngay", "gio", "tieng", "tuan", "phut", "hom", "h"):
            found.append(Event(What.DEATH, at, at + 2))
    return found


def runs_into_idiom(scene: Scene, at: int, end: int, kind: str = "birth") -> bool:
    """'vừa sinh nhật', 'bị mất tích': the last word belongs to another phrase; 'lao sơ sinh hôm qua': the first one."""
    if not scene.has("idiom"):
        return False
    if any(scene.span("idiom", k, kind) > end for k in range(at + 1, end)):
        return True
    return kind == "birth" and any(scene.span("idiom", k, kind) > at for k in range(max(0, at - 3), at))


def _still_apart(scene: Scene) -> list[Event]:
    """'thai 8 tháng của chị X bị lưu': the two words of a stillbirth, apart."""
    unborn = {scene.clause[at]: at for at in reversed(scene.where("thai"))}  # the first of each clause
    stopped = [at for at in scene.where("tim") if scene.word(at - 1) in ("ngung", "ngừng", "mat")]
    apart = [at for at in (*scene.where("luu"), *stopped) if scene.marks[at] in ("lưu", "luu", "tim")]
    return [Event(What.STILL, at, at + 1) for at in apart if unborn.get(scene.clause[at], at) < at][:1]


def _is_completed(scene: Scene, at: int) -> bool:
    """'ghi thiếu mất', 'quên mất rồi': 'mất' says that the verb before it is done, and nobody died."""
    if scene.word(at) != "mat" or at == 0 or scene.taken[at - 1]:
        return False
    thing = scene.kind(at + 1) == WORD and scene.word(at + 1) not in ("roi", "vi", "do", "hom", "o", "tai", "luc")
    thing = thing and not scene.taken[at + 1] and scene.word(at - 2) != "nan"  # "tai nạn xe mất tối qua"
    if scene.word(at - 1) == "tre" and at > 1 and scene.taken[at - 2] and scene.kind(at + 1) == NUMBER:
        return True  # "bé Bộ trễ mất 2 tháng"
    if scene.inside("cause", at - 1, at):
        return False  # "hóc hạt lạc, mất hôm qua"
    return (
        scene.marks[at - 1] == "sót" or scene.word(at - 1) in _COMPLETED or (scene.word(at - 1) in _DONE_TO and thing)
    )


def _is_death(scene: Scene, at: int, end: int, asked: set[int]) -> bool:
    """'mất' alone is also mắt, mặt, and things get lost."""
    token = scene.tokens[at]
    if token.plain == "mat" and not _may_be_dying(scene, at, end):
        return False
    if token.plain == "di" and at and not (scene.kind(at - 1) != WORD or scene.taken[at - 1]) and not _gone(scene, at):
        return False
    if token.plain == "mat" and (_cost(scene, end) or scene.word(end) == "cai"):
        return False  # "mất cái sổ tiêm của bé"
    if scene.word(at - 1) == "nuoc" and scene.word(at - 2) in ("rot", "chay", "rung", "lau", "ua", "trao", "roi", "ra"):
        return False  # "mừng rớt nước mắt"
    if token.plain == "duoi":
        sentence = scene.sentence[at]
        rescued = any(scene.word(k) in _RESCUED for k in range(scene.size) if scene.sentence[k] == sentence)
        dated = any(scene.has(family) for family in ("day", "dayword", "weekday"))
        return dated and not rescued and not asked
    if token.plain == "di" and "cause" in scene.spans and (scene.has("of_house") or scene.has("of_mother")):
        return True  # "bé nhà Lò Văn Tướng đi rồi chị ạ, bệnh tim bẩm sinh"
    return (
        _child_before(scene, at)
        or _somebody_lost(scene, end)
        or scene.word(at - 1) in ("ngay", "noi", "ca")  # "sửa ngày mất của cháu"
        or end >= scene.size
        or scene.kind(end) != WORD
        or bool(scene.taken[end])
        or scene.word(end) in ("roi", "o", "tai", "do", "vi", "hom", "ngay", "luc", "truoc")
    )


def _may_be_dying(scene: Scene, at: int, end: int) -> bool:
    """Not 'mắt', 'mặt', nor, with its accents, what is done by mistake: 'quên mất'; 'bi benh mat hom qua' is dying."""
    typed, before = scene.marks[at], scene.word(at - 1)
    if typed not in ("mất", "mat"):
        return False
    other = _DONE_AMISS if typed == "mất" else _DEAD_WEAK_NOT_BEFORE
    if before not in other or scene.taken[at - 1]:
        return True
    return before == "benh" and scene.begins(end, "day", "weekday", "dayword")


def _gone(scene: Scene, at: int) -> bool:
    """'cháu đi rồi', 'đã đi rồi', not 'lả đi rồi', 'uống thuốc đi rồi': who went stands right before."""
    return scene.word(at - 1) in _GOERS


def _eye_or_face(scene: Scene, at: int) -> bool:
    """'mat no dinh ghen', 'mat be sung hup', 'mat lo do', 'mat do 3 hom nay', typed without accents: mắt or mặt."""
    if scene.word(at) != "mat" or scene.tokens[at].marked != "mat":
        return False
    behind = at + 1 + (scene.word(at + 1) in ("be", "chau", "no", "con", "em", "cu"))
    behind += scene.word(behind) in ("da", "bi", "hoi", "cung", "lai") and scene.word(behind + 1) in _EYES_BEHIND
    if scene.word(behind) in _EYES_BEHIND or scene.words[behind : behind + 2] in (
        ["lo", "do"],
        ["cung", "vang"],
        ["vang", "khe"],
        ["vang", "ung"],
        ["vang", "vang"],
        ["vang", "het"],
        ["do", "ra"],
        ["khong", "mo"],
        ["khong", "trung"],
        ["khong", "lom"],
        ["nhieu", "du"],
        ["nhieu", "ghen"],
        ["nhieu", "mu"],
        ["day", "ghen"],
        ["day", "mu"],
    ):
        return True
    if scene.word(at - 1) == "o" and not _COLOURS.isdisjoint(scene.words[max(0, at - 3) : at - 1]):
        return True  # "hoi vang o mat", "vang vot o mat"
    if scene.word(at - 1) == "tu" and scene.word(at + 1) in ("xuong", "lan"):
        return True  # "noi man tu mat xuong nguoi"
    if scene.word(at + 1) == "do" and scene.word(at + 2) in ("bung", "gay", "ung", "hoe", "ngau", "hau"):
        return True  # "mat do bung"
    red = scene.word(at + 1) == "do" and not any(
        scene.span("cause", k) for k in range(at + 2, at + 6) if k < scene.size
    )
    ends = scene.kind(at + 2) != WORD or scene.word(at + 2) in ("ngau", "hoe", "hom", "may", "len", "ke", "va")
    return red and ends and "sign" in scene.spans


def _somebody_lost(scene: Scene, at: int) -> bool:
    """'nhà Vàng A Chu mất đứa con gái 3 tuổi', 'mất hai cháu'."""
    at += scene.word(at) in ("tiep", "them", "luon", "not")
    hit = number_at(scene, at)
    at = hit[1] if hit else at
    return scene.span("title", at, "child") > 0 or scene.span("twin_other", at) > 0 or scene.span("sex", at) > at + 1


def _cost(scene: Scene, at: int) -> bool:
    """'mất hai trăm nghìn', 'mất gần 3 tiếng': what it took."""
    at += scene.word(at) in ("gan", "hon", "tam", "khoang", "toi", "den", "them")
    hit = number_at(scene, at)
    return hit is not None and scene.word(hit[1]) in _COSTS


def _child_before(scene: Scene, at: int) -> bool:
    """Whether a person is named before a token in its sentence."""
    for back in range(at - 1, max(-1, at - 25), -1):
        if scene.sentence[back] != scene.sentence[at]:
            return False
        if scene.span("title", back) or scene.span("sex", back) or scene.span("my_child", back):
            return True
    return False


def is_old(age: object) -> bool:
    """Five years or more."""
    return isinstance(age, Age) and ((age.years or 0) >= _OLD_YEARS or (age.months or 0) >= _OLD_MONTHS)


class Teller(NamedTuple):
    """One way to name events."""

    named: Callable[[Scene, set[int]], list[Event]]
    needs: frozenset[str]  # see `needs.py`


TELLERS = Rooms(
    (
        Teller(_births, word_set("birth")),
        Teller(_stills, word_set("still luu tim")),
        Teller(_deaths, word_set("death")),
        Teller(_labelled, word_set("tu")),
        Teller(_injections, word_set("inject")),
        Teller(_lost_otherwise, word_set("het song cuu")),
        Teller(_given, word_set("vaccine")),
    )
)
