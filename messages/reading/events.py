"""What happened, according to the words: births, deaths, stillbirths, injections, and whether each is told as real."""

from enum import StrEnum
from typing import NamedTuple

from health.events import Age
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER, WORD


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
    "vao quanh len day tren doi hai mot sung dau nhay lam rua benh chong nho vang hoa nhin quen mo kinh thuoc het"
)
_COMPLETED = word_set("thieu quen nham sai hong he mo lac xoa")
_RESCUED = frozenset(("vot", "cuu", "dang", "gio", "giup", "vua"))  # drowned, but perhaps not dead: a danger
MOST_EVENTS = 80  # more than any person tells in one message; the rest would only cost time
_CUT = frozenset(("cap", "chu", "o", "tai", "duoc", "hom", "luc", "vao", "ra", "lay"))  # "mổ cấp cứu tại viện"
_WEIGHED = frozenset(("kg", "g", "can", "k", "lang", "ky"))
_OLD_YEARS, _OLD_MONTHS = 5, 60


def named_events(scene: Scene, asked: set[int]) -> list[Event]:
    """Every event the words name, real or not, in order."""
    found: list[Event] = []
    for at, (end, value) in scene.spans["birth"].items():
        own = scene.free(at, at + 1) or (scene.word(at) == "do" and scene.free(at + 1, end))  # "đỡ đẻ cho chị A"
        if own and _is_birth(scene, at, end, value) and not _runs_into_idiom(scene, at, end):
            found.append(Event(What.BIRTH, at, end))
    found += [Event(What.STILL, at, end) for at, (end, _) in scene.spans["still"].items()] or _still_apart(scene)
    for at, (end, value) in scene.spans["death"].items():
        if _is_completed(scene, at) or (scene.word(end - 1) == "xac" and scene.word(end) in ("nhan", "minh", "dinh")):
            continue  # "thay xac nhan": xác nhận
        if value == "sure" or _is_death(scene, at, end, asked):
            found.append(Event(What.DEATH, at, end))
    for at, (end, value) in scene.spans["inject"].items():
        if value == "yes" or ("vaccine" in scene.spans and any(end <= k <= end + 4 for k in scene.spans["vaccine"])):
            found.append(Event(What.INJECTION, at, end))
    found += [
        Event(What.INJECTION, at, at + 1)
        for at, (end, _) in scene.spans["vaccine"].items()
        if end > at + 1 and scene.word(at) in ("uong", "tiem", "chich", "nho")
    ]
    return sorted(found, key=lambda event: (event.start, event.end))[:MOST_EVENTS]


def _runs_into_idiom(scene: Scene, at: int, end: int) -> bool:
    """'vừa sinh nhật': the last word belongs to another phrase."""
    return any(scene.span("idiom", k, "birth") > end for k in range(at + 1, end))


def _still_apart(scene: Scene) -> list[Event]:
    """'thai 8 tháng của chị X bị lưu': the two words of a stillbirth, apart."""
    unborn = -1
    for at, word in enumerate(scene.words):
        if word == "thai":
            unborn = at
        elif scene.tokens[at].marked in ("lưu", "luu") and unborn >= 0 and scene.same_clause(unborn, at):
            return [Event(What.STILL, at, at + 1)]
    return []


def _is_birth(scene: Scene, at: int, end: int, value: str) -> bool:
    """Whether a word of birth stands for a birth: unaccented 'de' is also để, dễ."""
    if _of_a_thing(scene, end):
        return False
    if scene.word(at) == "sinh" and end == at + 1:
        return (
            scene.word(end) not in ("tu", "nam")
            or (scene.word(end) == "nam" and scene.kind(end + 1) != NUMBER)
            or (scene.word(end) == "tu" and scene.word(at - 1) not in ("co",))
        )
    if value != "weak":
        return True
    if scene.tokens[at].marked == "đẻ":
        return True
    if scene.tokens[at].marked == "mổ":
        return scene.word(end) in _CUT and scene.has("sex") and not _WEIGHED.isdisjoint(scene.words)
    before = at > 0 and (
        scene.taken[at - 1]
        or scene.word(at - 1)
        in ("chi", "moi", "vua", "da", "co", "phu", "vo", "me", "no", "ca", "em", "tu", "chua", "roi", "thi")
    )
    after = end < scene.size and (
        any(scene.span(family, end) for family in ("sex", "place", "day", "weekday", "dayword", "attendant", "cause"))
        or scene.word(end)
        in (
            "be",
            "luon",
            "mot",
            "them",
            "ngay",
            "con",
            "roi",
            "xong",
            "ra",
            "o",
            "tai",
            "luc",
            "thai",
            "non",
            "mo",
            "thuong",
            "som",
            "kho",
            "doi",
            "duoc",
            "hom",
        )
    )
    counted = number_at(scene, end)
    after = after or bool(counted and scene.span("sex", counted[1]))  # "đẻ một bé gái"
    opens = at == 0 or scene.kind(at - 1) != WORD
    if opens and end < scene.size and scene.span("sex", end):
        return True
    return bool(before) and (after or end >= scene.size or bool(scene.taken[end]) or scene.kind(end) != WORD)


def _of_a_thing(scene: Scene, at: int) -> bool:
    """'mới đẻ được cái báo cáo': 'cái' counts things, unless it is a girl ('cái hĩm')."""
    while scene.word(at) in ("duoc", "ra", "xong", "them", "noi"):
        at += 1
    named = at < scene.size and (scene.span("sex", at) or scene.span("title", at) or scene.span("title", at + 1))
    return scene.word(at) == "cai" and not named and not scene.span("sex", at + 1)


def _is_completed(scene: Scene, at: int) -> bool:
    """'ghi thiếu mất', 'quên mất rồi': 'mất' says that the verb before it is done, and nobody died."""
    return scene.word(at) == "mat" and scene.word(at - 1) in _COMPLETED and not scene.taken[at - 1]


def _is_death(scene: Scene, at: int, end: int, asked: set[int]) -> bool:
    """'mất' alone is also mắt, mặt, and things get lost."""
    token = scene.tokens[at]
    if token.plain in ("mat",) and (
        token.marked not in ("mất", "mat") or (scene.word(at - 1) in _DEAD_WEAK_NOT_BEFORE and not scene.taken[at - 1])
    ):
        return False
    if scene.word(at - 1) == "nuoc" and scene.word(at - 2) in ("rot", "chay", "rung", "lau", "ua", "trao", "roi"):
        return False  # "mừng rớt nước mắt"
    if token.plain == "duoi":
        sentence = scene.sentence[at]
        rescued = any(scene.word(k) in _RESCUED for k in range(scene.size) if scene.sentence[k] == sentence)
        dated = any(scene.has(family) for family in ("day", "dayword", "weekday"))
        return dated and not rescued and not asked
    return (
        _child_before(scene, at)
        or end >= scene.size
        or scene.kind(end) != WORD
        or bool(scene.taken[end])
        or scene.word(end) in ("roi", "o", "tai", "do", "vi", "hom", "ngay", "luc", "truoc")
    )


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
