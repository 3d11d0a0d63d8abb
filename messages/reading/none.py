"""Stretches that say there is none of anything: 'không thấy nhà ai có tin vui hay tin buồn gì'."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, NUMBER

_NOT = frozenset(("khong", "chua", "chang", "cha"))
# Between a negation and what there is none of.
_PASSED = word_set(
    "co thay nghe nha ai dua be chau tre nao ca truong hop tin vui buon hay va hoac xay ra them con gi moi phat sinh "
    "de doi mat chet tu vong tiem bien dong su kien viec chuyen dau ban thon xom trong minh em bao cao cung la duoc "
    "nguoi san phu me nhap ghi nhan dang ke can phai vu j om dau no ve so voi tuan thang truoc nay qua gia het ma thi "
    "mui da roi deu lan cho tram chi anh khac o tai nguon nghi song ra sanh dam tang ma cuoi"
)
_WHAT = word_set("ca sinh de tu chet mat vong dam tang tin bien doi truong chuyen viec kien phat vu")
_ANY = word_set("nao ai gi j phat bien")
_POLITE = word_set("da vang a em chi oi nhe nha thoi ca het cac bac anh dau nua ha")


def none_stretches(scene: Scene) -> list[tuple[int, int]]:
    """(start, end) of each negation with nothing but what there is none of behind it, to the end of its clause."""
    found = []
    end = 0
    for at in sorted(at for word in _NOT for at in scene.where(word)):
        if at < end or scene.taken[at] or scene.word(at + 1) in ("biet", "ro", "hieu", "nho"):
            continue
        end = at + 1
        while end < scene.size and (scene.words[end] in _PASSED or scene.words[end] in _NOT or scene.kind(end) == MARK):
            if scene.kind(end) == MARK and scene.words[end] not in (",", "/"):
                break
            end += 1
        if scene.kind(end) == "word" and "," in scene.words[at:end]:
            while scene.words[end] != ",":  # "không ai đẻ, không ai mất, em báo để ..."
                end -= 1
        if _says_none(scene, at, end):
            found.append((at, end))
    return found


def _says_none(scene: Scene, at: int, end: int) -> bool:
    none = set(scene.words[at + 1 : end])
    if {"nhan", "duoc"} <= none:
        return False  # "mất sóng, em không nhận được tin gì"
    while end < scene.size and scene.kind(end) != MARK and scene.words[end] in _POLITE:
        end += 1
    if end < scene.size and (scene.kind(end) in (NUMBER, "word") or scene.words[end] == "?"):
        return False
    return bool(none & _WHAT) and (bool(none & _ANY) or len(none & _WHAT) > 1)
