"""Questions about children, not about a child: 'trẻ co giật thì phải làm sao'."""

from itertools import pairwise

from messages.reading.parts import Parts
from messages.reading.scene import Scene

_TO_KNOW = frozenset((("de", "biet"),))
_NEWS = frozenset((("doc", "tin"), ("doc", "bao"), ("xem", "tivi"), ("xem", "tin")))
_WHATEVER = frozenset((("gi", "cung"), ("gi", "nay"), ("bay", "nhieu"), ("nao", "cung"), ("nao", "la"), ("gi", "la")))


def _tells_all_the_same(scene: Scene) -> bool:
    """'ăn gì cũng nôn', 'bú bao nhiêu trớ bấy nhiêu'; 'cung dau' (đau): words of questions that tell."""
    if not _WHATEVER.isdisjoint(pairwise(scene.words)):
        return True
    if any(scene.word(at - back) in ("nao", "gi", "sao") for at in scene.where("cung") for back in (1, 2)):
        return True  # "gọi thế nào nó cũng không dậy"
    asked = scene.spans["question"]
    return bool(asked) and all(scene.marks[at] == "dau" and scene.word(at - 1) != "o" for at in asked)


def _read_of(parts: Parts) -> bool:
    """'đọc tin thấy có trẻ đuối nước': a stranger's child, far away."""
    return _behind(parts, _NEWS) and not parts.scene.spans["my_child"] and not parts.scene.mentions("be", "chau", "no")


def _behind(parts: Parts, opening: frozenset[tuple[str, str]]) -> bool:
    """Whether every sign stands behind such words."""
    at = next((at for at, pair in enumerate(pairwise(parts.scene.words)) if pair in opening), None)
    return at is not None and all(sign.start > at for sign in parts.signs)


def general_question(parts: Parts) -> bool:
    """'trẻ co giật thì phải làm sao', 'dấu hiệu nào là thở nhanh': about children, not about a child."""
    scene = parts.scene
    if _read_of(parts):
        return True
    if not parts.asked or _tells_all_the_same(scene):
        return False
    if _behind(parts, _TO_KNOW):
        return True  # "làm thế nào để biết bé bị mất nước"
    own = (
        scene.spans["my_child"]
        or any(token.marked in ("nó", "no") for token in scene.tokens)
        or (scene.has("pregnant") and bool(scene.numeric) and not scene.mentions("phu"))  # "bầu 36 tuần ra nước ..."
        or parts.of("age", "child", "mother")
        or any(
            value == "child" and scene.word(at) != "tre" and scene.word(end - 1) != "sinh"
            for at, (end, value) in scene.spans["title"].items()
        )
        or any(scene.word(at) == "nha" and scene.word(at + 1) in ("em", "toi", "minh") for at in range(scene.size))
        or scene.has("sex")
    )
    now = (
        scene.has("over", "now", "still") or parts.of("date") or scene.mentions("bi", "tu", "roi", "nay", "qua", "may")
    )
    if not own and not now:
        return True
    words = scene.words
    generic = any(
        words[k : k + 2]
        in (
            ["thi", "sao"],
            ["thi", "phai"],
            ["thi", "lam"],
            ["khi", "nao"],
            ["the", "nao"],
            ["thi", "can"],
            ["thi", "co"],
            ["co", "phai"],
        )
        and words[k : k + 4] != ["thi", "co", "sao", "khong"]  # "cháu nôn vọt thì có sao không": told, then asked
        and words[k : k + 3] != ["co", "phai", "di"]  # "trớ ra xanh có phải đi viện không"
        for k in range(len(words))
    )
    return (
        generic
        and not scene.spans["my_child"]
        and not parts.of("age", "date", "child", "mother")
        and not scene.mentions("bi", "dang", "tu", "nay", "roi", "qua")
    )
