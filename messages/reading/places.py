"""Where it happened: a facility, a home, the way or the water; not where the teller is, nor who is told."""

from messages.reading.items import Found, Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import MARK, WORD

_PREPOSITIONS = word_set("o tai trong tren duoi ngoai vao trg len xuong ve ra den")
_NOT = frozenset(("khong", "chua", "chang"))
_HOME = frozenset(("nha", "nhà"))
_SPEAKER = word_set("em toi minh chau bac")
_ON_THE_WAY = word_set("dang vua moi da o tai len den ra xuong toi vao qua sang di ve con")
# Before 'trạm' these make it the one who is told or asked, no place: 'xin trạm cho xe', 'cần trạm'.
_ASKED = word_set(
    "cho voi mong cong doan luan theo giay si sy chuyen bao da_bao goi nho hoi cua can nhan toi nha gui xin mong "
    "thua chao kinh alo cam on bam cao"
)
_CARED_FOR = (["cham", "soc"], ["theo", "doi"], ["dieu", "tri"], ["nghi", "ngoi"], ["nghi", "duong"], ["o", "cu"])
_TOLD_BEHIND = word_set("chuyen oi giup ghi ho cho day nhan can cu")  # "trạm ơi", "trạm ghi giúp em"
_AT_PLACE = word_set("o tai ra xuong len den vao trong tren duoi ngoai ve toi qua sinh de sanh nha ben trg")
_COMES = word_set("qua den xuong len sang vao ra")
_TO_SEE = word_set("tham xem giup kiem ho dong_vien")
_WHERE_LIVES = word_set("o ben gan canh sat")


def read_places(scene: Scene) -> Found:
    """Where it happened."""
    for family in ("place",):
        for at, (end, value) in sorted(scene.spans[family].items()):
            if not scene.free(at, end) or _no_place(scene, at, end, value):
                continue
            scene.take(at, end)
            yield Item("water" if value == "water" else "place", "other" if value == "water" else value, at, end)
    yield from _home_alone(scene)


def _no_place(scene: Scene, at: int, end: int, value: str) -> bool:
    before, after = scene.word(at - 1), scene.word(end)
    if _where_the_teller_is(scene, at, end):
        return True
    if value == "facility" and any(_not_there(scene, k) for k in range(max(0, at - 3), at)):
        return True  # "chưa kịp đến viện đã đẻ"
    if value == "facility" and scene.word(end) in _NOT and scene.word(end + 1) in ("kip", "toi", "den"):
        return True  # "đưa xuống viện không kịp"
    if scene.word(at) == "tram" and after in ("a", "oi") and before not in _PREPOSITIONS | _AT_PLACE:
        return True  # "là viêm phổi trạm ạ": who is spoken to
    if value == "facility" and _lies(scene, at):
        return True
    if value == "facility" and scene.word(end) in _COMES and scene.word(end + 1) in _TO_SEE:
        return True  # "trạm qua thăm gia đình nhé"
    if value == "facility" and _sends(scene, at, end):
        return True
    if value == "facility" and (_died_there(scene, end) or scene.span("birth", end)):
        return False  # "ra trạm đẻ", "đi viện sinh"
    if value == "facility":
        # "trạm báo", "đi viện", "ra viện", "chuyển viện": the station speaking, or a move.
        return (
            (scene.span("says", end) > 0 and before not in ("o", "tai") and after != "nho")  # "..., viện tỉnh, nhờ chị"
            or (before in _ASKED and not _reached(scene, at))
            or (after in _TOLD_BEHIND and before not in _AT_PLACE and scene.word(at) not in _AT_PLACE)
            or (before in ("di", "den", "ve") and scene.word(at - 2) not in ("o", "de", "sinh", "sanh", "mat", "chet"))
            or (before == "ra" and scene.word(at - 2) not in ("de", "sinh"))
            or (_person_follows(scene, end) and before not in ("o", "tai"))
            or scene.span("sent_home", end) > 0
        )
    if value == "other" and scene.word(at - 1) == "dang" and not scene.has("death"):
        return True  # "đang trên đường lên trạm": where they are now
    if value in ("other", "water") and any(
        scene.word(k) == "nha" and scene.word(k + 1) in _WHERE_LIVES and scene.same_clause(k, at)
        for k in range(max(0, at - 4), at)
    ):
        return True  # "nhà ở tận trên nương"
    if value == "home" and any(end == at and held == "water" for end, held in scene.spans["place"].values()):
        return True  # "xuống ao cá nhà hàng xóm": whose pond
    if value == "home":
        whose = scene.begun[end - 1] if scene.word(at) not in ("o", "tai") and scene.word(end - 1) == "nha" else {}
        if max(whose.get("of_mother", 0), whose.get("of_house", 0)) > end:
            return True  # "ca đẻ nhà chị Xua"
        return (
            after in ("van", "tre", "nuoc", "truong")
            or scene.words[max(0, at - 2) : at] in _CARED_FOR  # "chăm sóc tại nhà"
            or (scene.word(at) not in ("o", "tai") and _of_somebody(scene, end))
            or (scene.word(end - 1) in ("ba", "ong") and end < scene.size and bool(scene.taken[end]))
            or (before in ("da", "dang") and scene.word(at) != "o")
        )
    return False


def _reached(scene: Scene, at: int) -> bool:
    """'lên tới trạm thì mất', not 'tôi'."""
    came = scene.word(at - 2) in ("len", "xuong", "ra", "ve", "chay", "dua", "di", "vua")
    return scene.marks[at - 1] == "tới" or (scene.marks[at - 1] == "toi" and came)


def _lies(scene: Scene, at: int) -> bool:
    """'bé 2kg4 nằm ở viện': where it is now, unless it died there."""
    back = at - 1 - (scene.word(at - 1) in ("o", "tai"))
    lies = back >= 0 and scene.tokens[back].marked in ("nằm", "nam") and not scene.taken[back]
    return lies and not any(k > at or scene.same_clause(k, at) for k in scene.spans["death"])


def _sends(scene: Scene, at: int, end: int) -> bool:
    """'viện cho về', 'viện trả về', 'trạm lên gấp với': what the station did or is asked to do."""
    if scene.word(end) in ("cho", "tra", "bao", "khuyen"):
        return any(
            scene.word(k) == "ve" and scene.same_clause(k, end) for k in range(end + 1, end + 4) if k < scene.size
        )
    called = scene.word(end) in ("len", "xuong", "den", "vao", "cu") and scene.word(at - 1) not in _PREPOSITIONS
    return called and (at == 0 or scene.kind(at - 1) != WORD)


def _not_there(scene: Scene, at: int) -> bool:
    """'chưa', 'không kịp'; 'may về kịp trạm' says that they got there."""
    late = scene.word(at) == "kip" and scene.word(at - 1) not in (
        "ve",
        "den",
        "ra",
        "toi",
        "vua",
        "len",
        "xuong",
        "may",
    )
    return (late or scene.marks[at] in ("chưa", "chua")) and not scene.taken[at]


def _where_the_teller_is(scene: Scene, at: int, end: int) -> bool:
    """'em đang trên đường sang nhà', 'em lên trạm gặp chị A bảo sinh rồi': the way of the one who reports."""
    back = at - 1
    while back > 0 and scene.word(back) in _ON_THE_WAY and scene.same_clause(back, at):
        back -= 1
    if back < 0 or scene.word(back) not in _SPEAKER or back == at - 1 or scene.same_clause(back, at) is False:
        return False
    opens = back == 0 or scene.kind(back - 1) == MARK or bool(scene.taken[back - 1])
    acts = any(scene.span(family, k) for family in ("birth", "death", "inject") for k in (end, end + 1))
    return opens and not acts


def _died_there(scene: Scene, end: int) -> bool:
    """'đưa lên viện tỉnh thì mất ở đó': the place is named before, and pointed at."""
    for at in range(end, min(scene.size, end + 8)):
        if scene.word(at) in ("o", "tai") and scene.word(at + 1) in ("do", "day"):
            told = range(max(0, at - 2), at)
            return any(scene.span(family, k) for family in ("death", "birth") for k in told)
    return False


def _of_somebody(scene: Scene, end: int) -> bool:
    """'nhà chị Inh': whose house it is, in a phrase about whose child."""
    title = (
        scene.span("title", end, "woman", "man", "elder", "young") if end < scene.size and not scene.taken[end] else 0
    )
    return bool(title) and title < scene.size and bool(scene.taken[title]) and scene.word(end) != "co"


def _person_follows(scene: Scene, end: int) -> bool:
    """'cán bộ trạm đỡ', 'nhân viên trạm': said of a person."""
    return scene.word(end) == "do" and scene.tokens[end].marked in ("đỡ",)


def _home_alone(scene: Scene) -> Found:
    """'nhà' as an item of its own: ', nhà, bà mụ đỡ'."""
    for at in scene.where("nha"):
        if scene.kinds[at] == WORD and not scene.taken[at] and scene.marks[at] in _HOME and not _only_ends(scene, at):
            edge_before = scene.kind(at - 1) in ("", MARK) or _just_born(scene, at)
            edge_after = scene.kind(at + 1) != WORD or scene.begins(
                at + 1, "day", "weekday", "dayword", "sex", "attendant", "birth"
            )
            edge_after = edge_after and (_just_born(scene, at) or scene.kind(at + 1) in ("", MARK))
            if (edge_before and edge_after and at > 0) or (at == 0 and scene.size == 1):
                scene.take(at, at + 1)
                yield Item("place", "home", at, at + 1)


def _only_ends(scene: Scene, at: int) -> bool:
    """'đẻ r nha, con trai': the small word that ends what is said."""
    return scene.marks[at] == "nha" and (scene.word(at - 1) in ("roi", "xong", "nhe") or scene.word(at + 1) == ":")


def _just_born(scene: Scene, at: int) -> bool:
    """'sinh nhà hôm qua': the house right behind the verb."""
    return any(scene.span("birth", back) == at for back in range(max(0, at - 3), at))
