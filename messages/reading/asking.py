"""Which sentences ask something: a question word, a question mark, or 'không', 'chưa' at the end."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, WORD

_STRONG_ALONE = frozenset(("hoi", "sao", "nhi", "lieu", "ha"))

_WEAK_ALONE = frozenset(("gi", "dau", "nao", "ai"))

_NOT = frozenset(("khong", "chua", "hong"))

_TRAILING = word_set("a em chi bs oi vay the ha nhi c e anh bac si co ban nha nhe")


def asking_sentences(scene: Scene) -> set[int]:
    """Sentences that ask something."""
    asked = {scene.sentence[at - 1] for at, word in enumerate(scene.words) if word == "?" and at}
    for at, (end, _) in scene.spans["question"].items():
        if _not_known(scene, end) or (
            end - at > 1 and scene.word(at - 1) in ("biet", "ro") and _denied_before(scene, at)
        ):
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
        if scene.word(at) == "hoi" and scene.word(at - 1) in ("chua", "quen", "kip", "khong", "chang"):
            continue  # "tôi chưa hỏi được tên"
        if scene.word(at) == "dau" and scene.word(end - 1) == "dau" and _not_so(scene, at):
            continue
        if scene.word(at) == "may" and end == at + 1:
            continue  # "mấy" asks only beside what it counts: those are phrases of the list
        if end - at > 1 or scene.word(at) in _STRONG_ALONE or (scene.word(at) in _WEAK_ALONE and _at_end(scene, at)):
            asked.add(scene.sentence[at])
    return asked | _ending_in_question(scene)


def _asks_whether(scene: Scene, at: int) -> bool:
    """'có tiêm ... không': the second half of the question follows in the sentence."""
    return any(scene.word(k) in _NOT and scene.sentence[k] == scene.sentence[at - 1] for k in range(at, scene.size))


def _not_one(scene: Scene, at: int) -> bool:
    """'chưa tiêm mũi nào': not one; but 'không biết tiêm mũi nào' asks."""
    words = [scene.word(k) for k in range(max(0, at - 3), at) if scene.same_clause(k, at)]
    return any(word in ("khong", "chua", "chang") for word in words) and not {"biet", "ro", "hieu"} & set(words)


def _denied_before(scene: Scene, at: int) -> bool:
    """'chưa biết bao nhiêu cân'."""
    return scene.word(at - 2) in ("khong", "chua", "chang")


def _not_known(scene: Scene, end: int) -> bool:
    """'hôm nào em không nhớ': said not to be known, not asked."""
    return any(
        scene.word(at) in ("khong", "chang", "chua") and scene.word(at + 1) in ("nho", "ro", "biet")
        for at in range(end, end + 3)
    )


def _not_so(scene: Scene, at: int) -> bool:
    """'người ta đã đẻ đâu', 'có ai mất đâu': 'đâu' behind its verb denies."""
    return any(scene.word(back) in ("da", "co") for back in range(max(0, at - 4), at)) and scene.word(at - 1) != "o"


def _at_end(scene: Scene, at: int) -> bool:
    """'tiêm mũi gì ạ': the word ends its sentence, and is not 'không ... gì'."""
    if any(scene.word(back) in ("khong", "chua", "chang") for back in range(max(0, at - 6), at)):
        return False
    after = at + 1
    while after < scene.size and scene.word(after) in _TRAILING:
        after += 1
    return after >= scene.size or scene.kind(after) == MARK


def _ending_in_question(scene: Scene) -> set[int]:
    """Sentences in which a part ends in 'không', 'chưa', perhaps with a polite word behind."""
    return {
        scene.sentence[at]
        for at, word in enumerate(scene.words)
        if word in _NOT
        and at
        and (scene.kinds[at - 1] == WORD or (word == "chua" and scene.kinds[at - 1] != MARK))
        and not scene.taken[at]
        and _only_trails(scene, at + 1)
        and not _inside_repair(scene, at)
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
