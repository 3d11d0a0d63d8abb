"""Whether a word of birth stands for one: 'đẻ', 'sinh', 'mổ', and the 'de' that is also để, dễ, dê."""

from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, LOWER, NUMBER, WORD

# Unaccented 'de' is đẻ between one of these and one of those.
_BEFORE = word_set("chi moi vua da co phu vo me no ca em tu chua roi thi ay")
_BEHIND = word_set("be luon mot them ngay con roi xong ra o tai luc thai non mo thuong som kho doi duoc hom")
_TOLD_BEHIND = ("sex", "place", "day", "weekday", "dayword", "attendant", "cause")
_DOES = word_set("bao hoi xem noi goi nhan kiem nhac gui ghi tra coi")  # what somebody is let do: "để em báo lại"
_OUTSIDE = frozenset(("ngoai", "tren", "giua", "doc"))
_TIMES = frozenset(("dem", "sang", "chieu", "toi", "trua"))
_CUT = frozenset(("cap", "chu", "o", "tai", "duoc", "hom", "luc", "vao", "ra", "lay"))  # "mổ cấp cứu tại viện"
_WEIGHED = frozenset(("kg", "g", "can", "k", "lang", "ky"))
_LEFT = word_set("so to phieu the mu thoai tui xe may ao")  # things that are left somewhere


def is_birth(scene: Scene, at: int, end: int, value: str) -> bool:
    """Whether a word of birth stands for a birth: unaccented 'de' is also để, dễ."""
    if _of_a_thing(scene, end) or _is_a_name(scene, at):
        return False
    if scene.word(end) in ("em", "chi", "anh", "toi", "minh", "tram") and scene.word(end + 1) in _DOES:
        return False  # "da de em bao lai": để
    if scene.word(at) == "sinh" and end == at + 1:
        return not _of_paper(scene, at, end)
    if value != "weak" or scene.tokens[at].marked == "đẻ":
        return True
    if scene.word(at - 2) in _LEFT and scene.word(at - 1) in ("em", "toi", "minh", "chi"):
        return False  # "so e de o tram": để
    if scene.tokens[at].marked == "mổ":
        return scene.word(end) in _CUT and scene.has("sex") and not _WEIGHED.isdisjoint(scene.words)
    if (at == 0 or scene.kind(at - 1) != WORD) and _opens_with_birth(scene, at, end):
        return True
    before = at > 0 and (scene.taken[at - 1] or scene.word(at - 1) in _BEFORE)
    counted = number_at(scene, end)
    child = scene.begins(end, "sex") or bool(counted and scene.span("sex", counted[1]))
    if before or (child and _wife_before(scene, at)):
        return _told_behind(scene, at, end)
    return False


def _wife_before(scene: Scene, at: int) -> bool:
    """'con dau nha bac toan de con gai': a wife or a daughter-in-law is told of before."""
    return any(start < at and scene.same_clause(start, at) for start in scene.spans["wife"])


def _is_a_name(scene: Scene, at: int) -> bool:
    """'trên bàn chị Sinh rồi': a capital behind a small word, where capitals mean names."""
    if scene.word(at) != "sinh" or not scene.cased or scene.tokens[at].case != CAPITAL or at == 0:
        return False
    return scene.kind(at - 1) == WORD and scene.tokens[at - 1].case == LOWER


def _of_paper(scene: Scene, at: int, end: int) -> bool:
    """'sinh năm 2024', 'có sinh tử gì không': no birth told."""
    if scene.word(end) == "nam":
        return scene.kind(end + 1) == NUMBER
    return scene.word(end) == "tu" and scene.word(at - 1) == "co"


def _told_behind(scene: Scene, at: int, end: int) -> bool:
    """Behind the word the clause ends, or something of a birth follows."""
    if end >= scene.size or scene.taken[end] or scene.kind(end) != WORD:
        return True
    if scene.begins(end, *_TOLD_BEHIND) or scene.word(end) in _BEHIND:
        return True
    if scene.word(end) in _OUTSIDE and at > 0 and scene.taken[at - 1]:
        return True  # "chị Mẩy đẻ ngoài lán"
    if scene.word(end) in _TIMES and scene.span("weekday", end + 1):
        return True  # "chị ấy đẻ đêm thứ 6"
    counted = number_at(scene, end)
    return bool(counted and scene.span("sex", counted[1]))  # "đẻ một bé gái"


def _opens_with_birth(scene: Scene, at: int, end: int) -> bool:
    """A word of birth that opens a clause, and something of a birth right behind it."""
    counted = number_at(scene, end)
    if end < scene.size and scene.span("sex", end):
        return True
    told = max(end + 1, scene.span("title", end + 1))
    if scene.word(end) in ("-", ":") and told < scene.size and scene.taken[told]:
        return True  # "Ca 1: de - Leo Thi Nga", "2. DE: CHI LY U MAY"
    if scene.word(end) in ("tai", "o") and scene.span("place", end + 1):
        return True  # "(Pho Lao Chai) de tai tram"
    if counted and {scene.word(counted[1]), scene.word(counted[1] + 1)} & {"(", ":"}:
        return True  # "de 1 (chi Vi Thi Pinh, gai, 2kg7)", "de 2 ca: ..."
    if scene.word(end) == "luon" and scene.word(end + 1) in ("o", "tai"):
        return True  # "..., de luon o nha"
    # "song thai, mo bv tinh", "de tai nha 2kg4"
    return scene.word(at) in ("mo", "de") and scene.span("place", end, "facility", "home") > 0 and scene.taken[end] > 0


def _of_a_thing(scene: Scene, at: int) -> bool:
    """'mới đẻ được cái báo cáo': 'cái' counts things, unless it is a girl ('cái hĩm')."""
    while scene.word(at) in ("duoc", "ra", "xong", "them", "noi"):
        at += 1
    named = at < scene.size and (scene.span("sex", at) or scene.span("title", at) or scene.span("title", at + 1))
    return scene.word(at) == "cai" and not named and not scene.span("sex", at + 1)
