"""Whose name stands behind a word of kin: the wife's, the child's, a parent's."""

from messages.reading.name_words import is_middle
from messages.reading.numbers import number_at
from messages.reading.scene import Scene
from messages.reading.tokens import WORD


def kin_part(scene: Scene, at: int) -> str:
    """'con dâu bà là X', 'vợ anh tên X': the name is of the daughter-in-law, the wife, the grandchild."""
    if scene.word(at) == "con" and scene.word(at + 1) == "ba":
        return "woman"  # a form: "con bà: Đinh Thị Thoa"
    woman = scene.word(at) in ("vo", "dau") or scene.word(at + 1) == "dau"
    return "woman" if woman else "child" if scene.word(at) in ("con", "chau") else "skip"


def my_wife(scene: Scene, at: int, start: int, end: int) -> bool:
    """'vợ em Sùng Thị Dủ', 'vợ Lò Thị Hoa': a woman's name behind 'vợ'; 'vợ em Páo' may be a brother's wife."""
    mine = scene.word(at) == "nha" and scene.word(at + 1) in ("em", "toi", "minh") and scene.span("birth", end) > 0
    return (scene.word(at) == "vo" or mine) and any(scene.word(k) == "thi" for k in range(start + 1, end - 1))


def of_a_child(scene: Scene, at: int, lead: int, start: int) -> bool:
    """'bà nội thằng Hặc đưa đi tiêm', 'bố cháu Sùng Thị Nênh': the name behind the kin is the child's."""
    if scene.span("title", at, "self") and scene.word(at) == "chau" and number_at(scene, at - 1):
        return True  # "chỉ một cháu là Pờ A Chòi": nobody who presents himself
    if scene.has("birth") or not scene.has("inject") or scene.span("wife", at) or scene.span("of_house", at):
        return False
    between = start > lead and scene.word(start - 1) in ("chau", "be", "thang", "nhoc", "cu")
    fathers = scene.word(at) in ("bo", "cha") and scene.word(lead - 1) in ("chau", "be")
    return between or (fathers and start == lead and scene.word(start + 1) == "thi")


def child_told(scene: Scene, at: int) -> bool:
    """'bé trai con Lò Thị Sen', 'trẻ trai, con Lò Thị Sen': the child stands before, so the name is a parent's."""
    if scene.taken[at - 1] and scene.kind(at - 1) == WORD and scene.word(at) == "con" and is_middle(scene, at + 2):
        return at > 0  # "lu van son con lu thi xoan"
    at -= scene.word(at - 1) in (",", "\n")
    return any(
        scene.spans[family].get(back, (0, ""))[0] == at and (family == "sex" or scene.spans[family][back][1] == "child")
        for family in ("sex", "title")
        for back in range(max(0, at - 3), at)
    )


def behind_a_child(scene: Scene, start: int) -> bool:
    """'bé 5 ngày tuổi con Lò Thị Biên', 'con trai Lò Thị Biên': behind 'con' a mother, where the child is told."""
    if scene.words[start - 2 : start] == ["con", "trai"]:
        return True
    sentence = scene.sentence[start]
    return scene.word(start - 1) == "con" and any(
        scene.sentence[at] == sentence and at < start - 2 and held[1] == "child"
        for at, held in scene.spans["title"].items()
    )
