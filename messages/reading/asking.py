"""Which sentences ask something: a question word, a question mark, or 'không', 'chưa' at the end."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene, once
from messages.reading.tokens import MARK, NUMBER, WORD

_STRONG_ALONE = frozenset(("hoi", "sao", "nhi", "lieu", "ha"))

_WEAK_ALONE = frozenset(("gi", "dau", "nao", "ai"))

_NOT = frozenset(("khong", "chua", "hong"))

_LOOKS = frozenset(("xem", "hoi", "biet", "ro", "hieu", "nho", "nghe", "kiem", "tra"))
_COMES = frozenset(("ve", "den", "di", "sang", "xuong"))
_LOOKED = 4  # words between "chưa" and the verb
_NAMED_NONE = frozenset(("sinh", "de", "tu", "chet", "mat", "vong", "tiem", "chich", "song"))
_DENIALS = frozenset(("khong", "chua", "chang", "cha"))
_NONES = ("khong", "chua", "0")
_SPANS = frozenset(("hom", "bua", "ngay", "tuan", "thang", "tieng", "gio", "nam", "phut", "lan", "mui", "tuoi", "kg"))
_WHEN = frozenset(("khi nao", "bao gio", "luc nao", "hom nao"))
_PAIR = 2
_PROMISED = frozenset(("em", "toi", "minh", "bao", "nhan", "goi", "noi", "gui", "chi", "anh", "tram"))
_FAR = 16  # words

_BETTER = word_set("do khoi het mau nhanh tot lanh ha giam nhieu khoe")
_TRAILING = word_set("v a em chi bs oi vay the ha nhi c e anh bac si co ban nha nhe roi")


def asking_sentences(scene: Scene) -> set[int]:
    """Sentences that ask something."""
    asked = {scene.sentence[at - 1] for at in scene.where("?") if at}
    for at, (end, _) in scene.spans["question"].items():
        if only_told(scene, at, end):
            continue
        if scene.words[at:end] == ["co", "tiem"] and not _asks_whether(scene, end):
            continue
        if scene.marks[at] == "dau" and scene.word(at - 1) in (
            "h",
            "gio",
            "mui",
            "lan",
            "lieu",
            "thang",
            "tuan",
            "ngay",
        ):
            continue  # "tiem vgb 24h dau": đầu
        if scene.word(end - 1) == "nao" and _not_one(scene, at):
            continue
        if scene.word(at) == "ha" and "ha" in (scene.word(at - 1), scene.word(at + 1)):
            continue  # "ha ha"
        if (scene.word(at) == "sao" and scene.kind(at - 1) == NUMBER) or scene.word(end) == "xem":
            continue  # "2 sao lua": sào; "em thu may xem": thử máy
        if scene.word(at) == "hoi" and scene.word(at - 1) in ("chua", "quen", "kip", "khong", "chang"):
            continue  # "tôi chưa hỏi được tên"
        if scene.word(at) == "dau" and scene.word(end - 1) == "dau" and _not_so(scene, at):
            continue
        if scene.word(at) == "may" and end == at + 1 and not _how_long(scene, at):
            continue  # "mấy" asks only beside what it counts: those are phrases of the list
        if (
            end - at > 1
            or scene.word(at) in _STRONG_ALONE
            or _how_long(scene, at)
            or (scene.word(at) in _WEAK_ALONE and _at_end(scene, at))
        ):
            asked.add(scene.sentence[at])
    if not scene.lacks(_NOT):
        asked |= _ending_in_question(scene)
    return asked | _offering_two(scene) | _either_or(scene) if scene.mentions("hay") else asked


def _asks_whether(scene: Scene, at: int) -> bool:
    """'có tiêm ... không': the second half of the question follows in the sentence."""
    return any(scene.word(k) in _NOT and scene.sentence[k] == scene.sentence[at - 1] for k in range(at, scene.size))


def _not_one(scene: Scene, at: int) -> bool:
    """'chưa tiêm mũi nào': not one; but 'không biết tiêm mũi nào' asks."""
    words = [scene.word(k) for k in range(max(0, at - 3), at) if scene.same_clause(k, at)]
    if "đừng" in scene.marks[max(0, at - 3) : at]:
        return True  # "đừng bỏ mũi nào"
    return any(word in ("khong", "chua", "chang") for word in words) and not {"biet", "ro", "hieu"} & set(words)


def only_told(scene: Scene, at: int, end: int) -> bool:
    """A question word that asks nothing: not known, not looked into, asked already, or 'whenever'."""
    if scene.word(at) == "ha" and scene.kind(at + 1) == WORD and scene.word(at + 1) not in _TRAILING:
        return True  # "gio ha han roi"
    if _not_known(scene, end) or _not_looked_into(scene, at) or _whenever(scene, at, end):
        return True
    if scene.word(at) == "hoi" and scene.word(at + 1) == "tham":
        return True  # "gửi lời hỏi thăm cả trạm"
    if scene.word(at) == "hoi" and end == at + 1:
        done = scene.words[at + 1 : at + 7]
        return "roi" in done and not _denied_in_clause(scene, at)  # "em hỏi bà ngoại cháu rồi"
    return end - at > 1 and scene.word(at - 1) in ("biet", "ro") and _denied_before(scene, at)


def _whenever(scene: Scene, at: int, end: int) -> bool:
    """'khi nào có sẽ báo', 'bao giờ rảnh thì em nhắn'."""
    if f"{scene.word(at)} {scene.word(end - 1)}" not in _WHEN or end - at != _PAIR:
        return False
    for k in range(end + 1, min(scene.size, end + 7)):
        if not scene.same_clause(k, at):
            break
        if scene.words[k] == "se" or (scene.words[k] == "thi" and scene.word(k + 1) in _PROMISED):
            return True
        if scene.words[k] in ("minh", "em", "toi") and scene.word(k + 1) in ("bao", "nhan", "goi", "noi", "gui"):
            return True
    return False


def _either_or(scene: Scene) -> set[int]:
    """'trẻ mất trong viện thì viện báo hay em báo': one or the other, asked."""
    return {
        scene.sentence[at]
        for at in scene.where("hay")
        if scene.marks[at] == "hay"
        and scene.word(at + 1) not in ("la", "khong", "lam", "qua", "bi", "nhi", "chua", "")
        and any(scene.words[k] == "thi" and scene.sentence[k] == scene.sentence[at] for k in range(at))
        and not any(scene.words[k] in _DENIALS and scene.same_clause(k, at) for k in range(at))
    }


def _how_long(scene: Scene, at: int) -> bool:
    """'đẻ xong mấy hôm thì được về', 'mấy tuần mới rụng rốn'."""
    return scene.word(at) == "may" and scene.word(at + 1) in _SPANS and scene.word(at + 2) in ("thi", "moi", "la")


def _denied_before(scene: Scene, at: int) -> bool:
    """'chưa biết bao nhiêu cân'."""
    return scene.word(at - 2) in ("khong", "chua", "chang")


def _not_known(scene: Scene, end: int) -> bool:
    """'hôm nào em không nhớ': said not to be known, not asked."""
    return any(
        (scene.word(at) in ("khong", "chang", "chua") and scene.word(at + 1) in ("nho", "ro", "biet"))
        or (scene.word(at) == "quen" and scene.word(at - 1) in ("em", "toi", "minh"))  # "ngày nào em quên mất"
        for at in range(end, end + 3)
    )


def _not_looked_into(scene: Scene, at: int) -> bool:
    """'em chưa sang xem thế nào', 'có đoàn về xem vắc xin bảo quản thế nào': told, not asked."""
    went = range(max(0, at - _LOOKED * 2), at)
    if any(
        scene.words[k] in _COMES and scene.words[k + 1] in ("xem", "kiem") and scene.same_clause(k, at) for k in went
    ):
        return True
    seen = [k for k in range(max(0, at - 3), at) if scene.words[k] in _LOOKS and scene.same_clause(k, at)]
    return any(scene.words[back] in ("khong", "chua", "chang") for k in seen for back in range(max(0, k - _LOOKED), k))


def _not_so(scene: Scene, at: int) -> bool:
    """'người ta đã đẻ đâu', 'có ai mất đâu': 'đâu' behind its verb denies."""
    return (
        any(scene.word(back) in ("da", "co", "chua") for back in range(max(0, at - 6), at))
        and scene.word(at - 1) != "o"
    )


def _at_end(scene: Scene, at: int) -> bool:
    """'tiêm mũi gì ạ': the word ends its sentence, and is not 'không ... gì'."""
    if _denied_in_clause(scene, at) and scene.words[at - 2 : at + 1] != ["dau", "tu", "dau"]:
        return False  # "chưa tiêm mũi nào thì bắt đầu từ đâu" asks
    after = at + 1
    if scene.word(at) == "gi" and scene.word(after) == "cho" and scene.word(after + 1) in _BETTER:
        after += 2  # "chườm gì cho đỡ ạ"
    elif scene.word(at) == "gi" and scene.word(after) in ("duoc", "day"):
        after += 1
    while after < scene.size and scene.word(after) in _TRAILING:
        after += 1
    return after >= scene.size or scene.kind(after) == MARK


def _offering_two(scene: Scene) -> set[int]:
    """'giờ đi trạm hay viện ạ': two of a kind to choose from at the end, unless neither is known."""
    offered = set()
    for at in scene.where("hay"):
        if not at:
            continue
        behind = max((scene.span(family, at + 1) for family in ("place", "sex")), default=0)
        before = any(end == at for family in ("place", "sex") for end, _ in scene.spans[family].values())
        if behind and before and _only_trails(scene, behind) and not _denied_near(scene, at):
            offered.add(scene.sentence[at])
    return offered


def _denied_near(scene: Scene, at: int) -> bool:
    return any(scene.word(back) in _NOT or scene.word(back) == "chang" for back in range(max(0, at - 8), at))


def _denied_in_clause(scene: Scene, at: int) -> bool:
    """'không thấy nhà ai có tin gì đâu ạ': after a negation these words only say that there is none."""
    before = range(at - 1, max(-1, at - _FAR), -1)
    return any(scene.words[back] in _DENIALS and scene.same_clause(back, at) for back in before)


_SCOPE = word_set("thon ban xom em minh toi tuan nay thang hom bao cao tinh hinh ben cho da thua")


@once
def pairs_of_none(scene: Scene) -> bool:
    """'sinh không, tử không': two short clauses that end so, each with an event: told, not asked."""
    if scene.lacks(_NONES) or scene.mentions("?"):
        return False
    told = 0
    for at in (*scene.where("khong"), *scene.where("chua"), *scene.where("0")):
        ends = _only_trails(scene, at + 1 + (scene.word(at + 1) == "co"))
        if not ends or not at or scene.words[at - 1] not in _NAMED_NONE:
            continue
        start = max(0, at - 3)
        while start and scene.kinds[start - 1] != MARK and scene.words[start - 1] in _SCOPE:
            start -= 1  # "thôn em tuần này sinh không, tử không"
        told += any(back == 0 or scene.kinds[back - 1] == MARK for back in range(start, at))
    return told > 1


def counted_next(scene: Scene, at: int) -> bool:
    """'tử vong không, sinh có 1 cháu': behind the mark another event is counted, so the one before is told as none."""
    if scene.word(at) not in (",", ";", "-", "\n"):
        return False
    end = max(scene.span(family, at + 1) for family in ("birth", "death", "inject", "still"))
    while end and scene.word(end) in ("co", "duoc", "thi", ":"):
        end += 1
    return end > at + 1 and scene.kind(end) == NUMBER


def _ending_in_question(scene: Scene) -> set[int]:
    """Sentences in which a part ends in 'không', 'chưa', perhaps with a polite word behind."""
    if pairs_of_none(scene):
        return set()
    return {
        scene.sentence[at]
        for word in _NOT
        for at in scene.where(word)
        if scene.marks[at] != "hỏng"
        and at
        and (scene.kinds[at - 1] == WORD or scene.taken[at - 1] or (word == "chua" and scene.kinds[at - 1] != MARK))
        and not scene.taken[at]
        and _only_trails(scene, at + 1)
        and not _inside_repair(scene, at)
        and not (word == "hong" and scene.word(at - 1) in ("no", "bi", "da", "may"))
        and scene.word(at - 1) != "nhu"  # "coi như không"
        and not counted_next(scene, at + 1)
        and not (word == "chua" and scene.word(at - 1) == "chet")  # "chết chửa"
        and not (word == "khong" and scene.word(at - 1) == "ve")  # "lại phải về không"
    }


def _only_trails(scene: Scene, at: int) -> bool:
    """Whether nothing but polite words follows before the next mark."""
    while at < scene.size and scene.kinds[at] != MARK:
        if scene.words[at] not in _TRAILING:
            return False
        at += 1
    return True


def _inside_repair(scene: Scene, at: int) -> bool:
    """'hôm 14, à không, hôm 15/4': taken back, not asked."""
    return any(scene.span("repair", back) > at for back in range(max(0, at - 3), at))
