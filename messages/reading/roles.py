"""The part a named person plays, after a look at what stands around the name: who reports or delivers is no field."""

from messages.reading.kin import behind_a_child
from messages.reading.name_words import is_middle
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER, WORD

_GREETINGS = frozenset(("chao", "thua", "kinh"))
_SENDS = frozenset(("bao", "nhan", "gui", "bc", "tin", "cao"))
_FOR = frozenset(("ho", "giup", "thay", "dum", "gium"))
_HERS_BY_KIN = frozenset(("nha", "con", "cua", "chau", "dau", "noi", "ngoai"))  # "cháu nội bà Mẩy sinh"
_SELF = frozenset(("minh", "toi", "em", "chau"))


def role(scene: Scene, part: str, start: int, end: int) -> str:
    """The part after a look at what follows the name: who reports or delivers is no field."""
    if part == "skip" and scene.word(start - 1) == "ba" and _a_woman(scene, start, end):
        part = "woman"  # "bà Giàng Thị Vư": old women are spoken of so, and young mothers by the old
    if part == "woman" and _there_were(scene, start - 1):
        part = "child"  # "SII mũi 2 có Gia Bảo, Tuệ Lâm"
    if part in ("woman", "young", "bare", "skip") and scene.span("says", end) and scene.kind(end) == WORD:
        part = "skip"
    if part in ("woman", "young", "bare") and (scene.word(end) == "oi" or _greeted(scene, start)):
        part = "skip"  # "chi hai oi", "em chào chị Hoa"
    if part == "woman" and scene.word(start - 1) == "ba" and scene.word(end) == "la":
        part = "skip"  # "con gái út của bà Mùa Thị Súng là chị Chấu"
    if part in ("woman", "young", "bare", "mother") and scene.word(end) == "do" and delivers(scene, end):
        part = "skip"
    if part == "child" and scene.mentions("ten") and _a_woman_called(scene, _at_title(scene, start)):
        part = "mother"  # "chị ấy tên Lìu Thị Phử"
    if part == "bare" and _announced(scene, start) and not scene.span("birth", end):
        part = "child"  # "thêm 1 bé nữa: Tòng Thị Phương Anh"
    if part == "child" and scene.words[start - 2 : start] == ["nha", "con"]:
        part = "skip"  # "cháu nhà con Mẩy": whose house
    if part == "skip" and _bears_herself(scene, start, end):
        part = "mother"
    if (
        part == "child"
        and is_middle(scene, start + 1)
        and scene.word(start + 1) == "thi"
        and behind_a_child(scene, start)
    ):
        part = "mother"
    if (
        part in ("woman", "young", "bare", "mother")
        and "tin" in scene.words[max(0, start - 4) : start]
        and scene.word(start - 2) == "cua"
    ):
        part = "skip"  # "em chuyển tin của chị Hà"
    if part == "young" and start == 1 and ":" in scene.words[end : end + 5] and not _tells_before_colon(scene, end):
        part = "skip"  # "e Hoa ban Pa Pe: ..."
    if part in ("woman", "young", "bare") and _presents_herself(scene, end):
        part = "skip"
    if part in ("woman", "young") and _sent_for(scene, start, end):
        part = "skip"
    if part == "woman" and end == start + 1 and _helps_by_trade(scene, end):
        part = "skip"
    if part == "skip" and scene.words[start - 2 : start] == ["co", "giao"]:
        part = "woman"  # "cô giáo Mai sinh em bé"
    return part


def _presents_herself(scene: Scene, end: int) -> bool:
    """'chị Hoa đây', 'thầy Hoàng hưu trí đây': who writes."""
    return scene.word(end) == "day" and scene.kind(end + 1) in ("", MARK)


def _sent_for(scene: Scene, start: int, end: int) -> bool:
    """'báo hộ cô Dung: ...', 'nhắn giúp chị Hoa bản Nà San: ...': whose message it is."""
    if ":" not in scene.words[end : end + 6] or _tells_before_colon(scene, end):
        return False
    return any(scene.word(at) in _FOR and scene.word(at - 1) in _SENDS for at in (start - 3, start - 2) if at > 0)


def _a_woman(scene: Scene, start: int, end: int) -> bool:
    """'bà Giàng Thị Vư', 'bà Mỷ đẻ': by her middle name, or by what she does."""
    bears = scene.span("birth", end) > 0 and scene.word(start - 2) not in _HERS_BY_KIN
    return bears or scene.word(start + 1) == "thi"


def _there_were(scene: Scene, at: int) -> bool:
    """An unaccented 'có' behind a vaccine or its dose: no 'cô'."""
    if scene.marks[at] != "co":
        return False
    dose = at - 1 if scene.kind(at - 1) == NUMBER else at
    dosed = any(scene.span("dose", back) == dose for back in range(max(0, dose - 2), dose)) and dose < at
    return dosed or any(scene.span("vaccine", back) == at for back in range(max(0, at - 4), at))


def _tells_before_colon(scene: Scene, at: int) -> bool:
    """Whether an event is told between a name and the next colon."""
    colon = scene.words.index(":", at)
    return any(scene.span(kind, k) for k in range(at, colon) for kind in ("birth", "death", "inject", "sex"))


def _greeted(scene: Scene, start: int) -> bool:
    """'em chào chị Hoa', 'kính gửi chị Lan': who is spoken to."""
    return not _GREETINGS.isdisjoint(scene.words[max(0, start - 3) : max(0, start - 1)])


def delivers(scene: Scene, at: int) -> bool:
    """'chị Lan đỡ' at the end of a clause: she is the helper."""
    after = at + 1
    if scene.tokens[at].marked not in ("đỡ", "do"):
        return False
    ends = after >= scene.size or (scene.kind(after) == MARK and scene.word(after) != ":")
    return ends or scene.word(after) in ("cho", "ho", "giup", "tai", "o")


def _at_title(scene: Scene, start: int) -> int:
    """Where 'tên', 'tên là' before a name begins; the name itself if nothing does."""
    return next((at for at in range(max(0, start - 3), start) if scene.span("named", at) == start), start)


def _a_woman_called(scene: Scene, at: int) -> bool:
    """'chị ấy', 'cô này' right before 'tên'."""
    behind = at - (scene.word(at - 1) in ("ay", "nay", "do", "ta", ")"))
    if scene.word(at - 1) == "tuoi" and scene.kind(at - 2) == NUMBER:
        behind = at - 2  # "mẹ 17 tuổi tên Sùng Thị Say"
    return scene.word(at) == "ten" and any(
        scene.span("title", back, "woman", "mother") == behind for back in range(max(0, behind - 3), behind)
    )


def _announced(scene: Scene, at: int) -> bool:
    """A name right behind 'bé nữa:', 'thành viên mới,': it is the newcomer's."""
    if scene.kind(at - 1) != MARK or scene.word(at - 1) not in (":", ","):
        return False
    behind = at - 1 - (scene.word(at - 2) in ("nua", "moi", "la", "nay"))
    newcomer = scene.words[max(0, behind - 2) : behind] in (["thanh", "vien"], ["nhan", "khau"], ["moi", "sinh"])
    one = any(scene.span("title", back, "child") == behind for back in range(max(0, behind - 3), behind))
    again = scene.word(at - 2) in ("nua", "moi")
    return newcomer or (one and again)


def _bears_herself(scene: Scene, start: int, end: int) -> bool:
    """'mình là Tẩn Lở Mẩy, mình đẻ con gái': the sender is the mother."""
    named = any(scene.span("title", back, "self") == start for back in range(max(0, start - 4), start))
    for at in range(end, scene.size) if named else ():
        opens = scene.kind(at - 1) == MARK or scene.word(at - 1) in ("hom", "nay", "qua")
        if scene.word(at) in _SELF and opens:
            verb = at + 1 + (scene.word(at + 1) in ("moi", "vua", "da"))
            return scene.span("birth", verb) > 0 or scene.span("birth", at + 1) > 0
    return False


def _helps_by_trade(scene: Scene, at: int) -> bool:
    """'cô Hồng y sĩ đỡ', 'chị Lan y tế bản báo': the trade behind a name, and what she does."""
    end = scene.span("attendant", at, "skilled")
    return bool(end) and (scene.kind(end) in ("", MARK) or scene.word(end) == "do" or scene.span("says", end) > 0)
