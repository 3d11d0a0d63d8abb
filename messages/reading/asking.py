"""Which sentences ask something: a question word, a question mark, or 'không', 'chưa' at the end."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene

_STRONG_ALONE = frozenset(("hoi", "sao", "nhi", "lieu", "ha"))

_WEAK_ALONE = frozenset(("gi", "dau", "nao", "ai"))

_TRAILING = word_set("a em chi bs oi vay the ha nhi c e anh bac si co ban nha nhe")


def asking_sentences(scene: Scene) -> set[int]:
    """Sentences that ask something."""
    asked = {scene.sentence[at - 1] for at in range(1, scene.size) if scene.word(at) == "?"}
    for at, (end, _) in scene.spans["question"].items():
        if _not_known(scene, end) or (
            end - at > 1 and scene.word(at - 1) in ("biet", "ro") and _denied_before(scene, at)
        ):
            continue
        if scene.word(at) == "may" and end == at + 1:
            continue  # "mấy" asks only beside what it counts: those are phrases of the list
        if end - at > 1 or scene.word(at) in _STRONG_ALONE or (scene.word(at) in _WEAK_ALONE and _at_end(scene, at)):
            asked.add(scene.sentence[at])
    return asked | _ending_in_question(scene)


def _denied_before(scene: Scene, at: int) -> bool:
    """'chưa biết bao nhiêu cân'."""
    return scene.word(at - 2) in ("khong", "chua", "chang")


def _not_known(scene: Scene, end: int) -> bool:
    """'hôm nào em không nhớ': said not to be known, not asked."""
    return any(
        scene.word(at) in ("khong", "chang", "chua") and scene.word(at + 1) in ("nho", "ro", "biet")
        for at in range(end, end + 3)
    )


_MOST_TRAILING = 8  # words and marks looked at behind a question's last word


def _at_end(scene: Scene, at: int) -> bool:
    """'tiêm mũi gì ạ': the word ends its sentence, and is not 'không ... gì'."""
    if any(scene.word(back) in ("khong", "chua", "chang") for back in range(max(0, at - 6), at)):
        return False
    after = at + 1
    while after < scene.size and scene.word(after) in _TRAILING:
        after += 1
    return after >= scene.size or scene.kind(after) == "mark"


def _ending_in_question(scene: Scene) -> set[int]:
    """Sentences that end in 'không', 'chưa', perhaps with a polite word behind."""
    asked = set()
    for at in range(scene.size):
        last = at + 1 == scene.size or scene.sentence[at + 1] != scene.sentence[at] or scene.kind(at + 1) == "mark"
        if not last:
            continue
        back = at
        while back > max(0, at - _MOST_TRAILING) and (scene.word(back) in _TRAILING or scene.kind(back) == "mark"):
            back -= 1
        if (
            scene.word(back) in ("khong", "chua", "hong")
            and back > 0
            and scene.sentence[back] == scene.sentence[at]
            and scene.kind(back - 1) == "word"
        ):
            asked.add(scene.sentence[at])
    return asked
