"""Figures and lists asked for: 'có mấy ca sinh', 'được bao nhiêu phần trăm', 'còn sót cháu nào', 'cho xin con số'."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene, once
from messages.reading.talk import about, first_words, where
from messages.reading.tokens import MARK, WORD

_NOT = word_set("khong chua chang cha")
# "cháu nào chưa tiêm", "bản nào báo rồi": which of those in the register.
_COUNTED = word_set("chau be tre dua ai ho nha nguoi me ban thon xom ca")
_STATES = word_set("chua da con duoc co den toi moi vang sinh de mat tiem roi thieu sot bao qua tre hoan nop dang chet")
_DUTIES = word_set("nop bao gui tiem chich sinh de uong khai dang nhan")
_ASIDE = word_set("thi nho cung ma deu")
_GROUPS = word_set("ca tre be chau dua san luot thon ho me phu nu thai nha nguoi ban ba")
_ASKING = frozenset(("counts", "nhieu", "may", "nao", "ai"))  # without these only something of the register is
ASKS_FIGURES = _ASKING | first_words("figures")
_ASKED_OF = word_set("sinh de tu chet")
_NEAR = 8  # words between asking and what is asked for


@once
def asks_figures(scene: Scene) -> bool:
    """Whether figures or a list of the register are asked for."""
    if scene.lacks(_ASKING) and not about(scene, "figures"):
        return False
    if about(scene, "call") and about(scene, "request") and not scene.mentions("?"):
        return False  # "yêu cầu các bản gửi danh sách trước ngày 28"
    listed = any(
        scene.word(at - 1) not in _NOT and scene.word(at - 1) != "muoi" for at in scene.spans["counts"]
    ) and not _told_done(scene)
    return listed or _share(scene) or _which(scene) or _requested(scene)


def _told_done(scene: Scene) -> bool:
    """'trạm đã cập nhật số liệu rồi nhé': told as done, and nothing asked."""
    done = scene.mentions("da") and scene.mentions("roi", "xong", "nhe")
    return done and not (scene.mentions("nhieu", "may", "nao", "chua", "?") or scene.has("question"))


def _share(scene: Scene) -> bool:
    """'được mấy phần trăm', 'bao nhiêu %'."""
    many = [at for at in scene.where("nhieu") if scene.word(at - 1) == "bao"]
    if any(scene.word(at + 1) in _GROUPS for at in many) and not scene.has("my_child"):
        return True
    if any(scene.word(at - 1) in _ASKED_OF and _how_many(scene, at) for at in scene.where("may")):
        return True  # "tuần trước sinh mấy tử mấy"
    return any(
        scene.word(at + 1) == "%" or scene.words[at + 1 : at + 3] == ["phan", "tram"]
        for at in (*many, *scene.where("may"))
    )


def _how_many(scene: Scene, at: int) -> bool:
    """'mấy' at the end of what is asked, or before the next event that is asked for; no 'chết máy'."""
    if scene.marks[at] not in ("mấy", "may") or (scene.marks[at] == "may" and scene.word(at - 1) == "chet"):
        return False
    at += 1
    return scene.kind(at) != WORD or scene.word(at) in _ASKED_OF or scene.word(at) in ("vay", "the", "em", "chi", "roi")


def _which(scene: Scene) -> bool:
    """'còn sót cháu nào', 'nhà nào chưa cho con tiêm'; not 'cháu nào tiêm thì mang sổ', 'không có cháu nào'."""
    for at in scene.where("nao"):
        if scene.word(at - 1) not in _COUNTED or not at:
            continue
        start = at
        while start > 0 and scene.same_clause(start - 1, at):
            start -= 1
        behind = [
            scene.word(k)
            for k in range(at + 1, min(scene.size, at + 12))
            if scene.marks[k] != "mã" and scene.words[k : k + 2] != ["ma", "so"]
        ]
        if any(word in _NOT for word in scene.words[start:at]) or not _ASIDE.isdisjoint(behind):
            continue
        if behind[-1:] == ["dau"]:
            continue  # "có đứa nào được tiêm đâu"
        left = any(word in ("sot", "thieu", "con", "nhung") for word in scene.words[max(0, at - 3) : at - 1])
        if left or (behind and (behind[0] in _STATES or "chua" in behind)):
            return True
    return any(_who_has(scene, at) for at in scene.where("ai"))


def _who_has(scene: Scene, at: int) -> bool:
    """'ai chưa nộp báo cáo', 'còn ai chưa tiêm'."""
    return scene.word(at + 1) in ("chua", "da") and scene.word(at + 2) in _DUTIES


def _requested(scene: Scene) -> bool:
    """'cho em xin con số', 'gửi anh bảng tiêm', 'xem giúp kết quả': something of the register is asked for."""
    figures = where(scene, "figures")
    if not figures:
        return False
    wants = where(scene, "asked_for")
    if any(
        scene.words[k : k + 2] in (["ra", "sao"], ["the", "nao"]) for k in (*scene.where("ra"), *scene.where("the"))
    ):
        return True  # "tình hình tiêm chủng ra sao"
    if any("xem" in scene.words[want : want + 3] and want > at for at in figures for want in wants):
        return True  # "báo cáo tuần trước của Hoa Vân gửi chị xem"
    return any(0 < at - want <= _NEAR and _one_part(scene, want, at) for at in figures for want in wants)


def _one_part(scene: Scene, start: int, end: int) -> bool:
    return not any(scene.kind(at) == MARK and scene.sentence[at] != scene.sentence[start] for at in range(start, end))
