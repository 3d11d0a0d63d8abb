"""Which danger signs are of somebody in danger now: not what somebody died of, not what is over, not what if."""

from messages.reading.events import What, is_old
from messages.reading.general import general_question
from messages.reading.parts import Parts
from messages.reading.phrases import word_set
from messages.reading.reality import someone
from messages.reading.scene import Scene
from messages.reading.senses import thing_alone
from messages.reading.signs import MILD, Sign
from messages.reading.subjects import persons
from messages.reading.talk import where
from messages.reading.tokens import NUMBER


def present_signs(parts: Parts) -> tuple[Sign, ...]:
    """The signs told of somebody in danger now: not what somebody died of, not what is over, not what if."""
    scene = parts.scene
    if (
        not parts.signs
        or scene.has("hypothetical")
        or scene.has("dream")
        or (_told_of_old(parts) and not scene.has("over", "still", "now"))
    ):
        return ()
    if (
        _over(parts)
        or _escaped(parts)
        or any(scene.word(at) in ("nghe", "nguoi", "don") for at in scene.spans["hearsay"])
    ):
        return ()
    if _animal_only(parts):
        return ()
    signs = [sign for sign in parts.signs if not _mild(parts, sign) and not _long_past(parts, sign)]
    if scene.has("correct") and scene.mentions("nguyen"):
        signs = []  # "đính chính nguyên nhân cháu A là đuối nước": what somebody died of
    signs = [sign for sign in signs if not _explains(parts, sign) and not _brave(parts, sign)]
    signs = [sign for sign in signs if not _long_ago(parts, sign) and not _of_a_thing(parts, sign)]
    signs = [sign for sign in signs if not _warned_of(scene, sign) and not _of_the_sender(parts, sign)]
    if any(event.real and event.what is What.DEATH for event in parts.events):
        signs = [sign for sign in signs if _of_the_living(parts, sign)]
    if any(event.real and event.what is What.STILL for event in parts.events):
        signs = [sign for sign in signs if sign.id.startswith("maternal") or _of_living_twin(parts, sign)]
    signs = [sign for sign in signs if not _delivered(parts, sign)]
    if general_question(parts):
        return ()
    if _grown_up_alone(parts, signs):
        return ()
    if _mother_alone(parts):
        return tuple(_as_hers(signs))
    return tuple(_as_childs(signs) if _child_alone(parts) else signs)


_PARTS_OF_DAY = frozenset(("dem", "hom", "toi", "sang", "chieu", "trua"))
_BETWEEN_WELL = frozenset(("da", "lai", "thi", "be", "chau", "con", "no", "moi", "thay", "cu", "van"))
_WELL = frozenset(("bu", "an", "choi", "ngu", "khoe", "ngoan", "binh", "on", "lanh", "khoi", "cuoi", "chay", "nghich"))
_BADLY = word_set("kem yeu it khong duoc mai li gi la lit vat vao mo kho hon chut tam")
_HOT = frozenset((MILD, "high_fever", "fever_long", "warm"))
_HABIT = 7  # words between "thấy" and what always follows: "thấy kim là xỉu"
_WARNINGS = ("keo", "dung", "cho", "tranh", "khong", "thay", "phong")
_WARNING = 4  # words between "kẻo" and what might come
_OF_MINE = frozenset(("con", "chau", "be", "nha", "vo", "cua", "em", "gai", "trai", "ut", "dau"))
# The signs of anybody as those of a woman who is pregnant or has given birth; others of hers need no other name.
_HERS = {
    "fever": "maternal_infection",
    "high_fever": "maternal_infection",
    "convulsion": "maternal_head",
    "lethargic": "maternal_head",
    "swelling": "maternal_head",
    "bleeding": "maternal_bleeding",
    "swollen_belly": "maternal_labour",
}


def _as_hers(signs: list[Sign]) -> list[Sign]:
    """The mother's signs by their own names: she is answered as a mother."""
    named = [sign._replace(id=_HERS.get(sign.id, sign.id)) for sign in signs]
    hers = [sign for sign in named if sign.id.startswith("maternal")]
    return hers or named


def _as_childs(signs: list[Sign]) -> list[Sign]:
    """'bé mới sinh 3 ngày sốt cao': the words that would be a mother's are the child's."""
    childs = [sign for sign in signs if not sign.id.startswith("maternal")]
    return childs or signs


def _grown_up_alone(parts: Parts, signs: list[Sign]) -> bool:
    """'bố em bị chó cắn', 'anh Páo ngã gãy chân': a man or an old one, and neither child nor woman with child."""
    scene = parts.scene
    if not signs or scene.has("maternal") or scene.has("pregnant") or scene.has("wife") or scene.mentions("no"):
        return False
    if parts.of("woman", "mother", "child") or "child" in persons(scene):
        return False
    if any(item.value is not None and not is_old(item.value) for item in parts.of("age")):
        return False
    return all(_grown_before(scene, sign) for sign in signs)


def _grown_before(scene: Scene, sign: Sign) -> bool:
    """Whether the last person told of before a sign is a grown man or an old one, and not who is spoken to."""
    for at in range(sign.start - 1, -1, -1):
        end = scene.span("title", at, "man", "elder")
        if end and scene.sentence[at] == scene.sentence[sign.start]:
            told = scene.word(end) in ("oi", "a", "cho") or scene.span("says", end)
            return not told and persons(scene)[at] == "adult"
    return False


def _child_alone(parts: Parts) -> bool:
    scene = parts.scene
    woman = scene.has("title", "woman", "mother") or scene.has("wife")
    return not woman and "child" in persons(scene)


def _mother_alone(parts: Parts) -> bool:
    """Only a woman is spoken of, pregnant or after a birth: 'mẹ cháu sau đẻ 5 ngày sốt cao'."""
    scene = parts.scene
    if not scene.has("maternal", "yes") and not scene.has("pregnant"):
        return False
    woman = scene.has("title", "woman", "mother", "young") or scene.has("wife") or scene.mentions("toi", "minh")
    return woman and "child" not in persons(scene)


def _told_of_old(parts: Parts) -> bool:
    """'năm ngoái', 'lâu rồi'; not the words of a sign itself: 'ăn nấm rồi', 'uống nước lau rồi'."""
    return any(
        not any(sign.start < at < sign.end for sign in parts.signs) and not _asks_or_sneezes(parts.scene, at)
        for at in parts.scene.spans["history"]
    )


def _asks_or_sneezes(scene: Scene, at: int) -> bool:
    """'cho em hoi be nha em ...', 'hat hoi do lanh' typed without accents: hỏi, hơi, no 'hồi bé', 'hồi đó'."""
    if scene.marks[at] != "hoi":
        return False
    asks = any(start <= at < end for start, (end, _) in scene.spans["question"].items())
    return asks or scene.word(at - 1) in ("hat", "muon", "xin")


def _over(parts: Parts) -> bool:
    """'hôm qua co giật, nay khỏe rồi'."""
    scene = parts.scene
    overs = [
        at
        for at, (_, value) in scene.spans["over"].items()
        if value == "yes"
        and not any(sign.start < at < sign.end for sign in parts.signs)  # "bất tỉnh rồi"
        and not (scene.word(at) == "do" and scene.kind(at - 1) == NUMBER)  # "sot cao 40 do roi": độ, no đỡ
        and not _only_seems_over(scene, at)
    ]
    overs += [at for at in range(scene.size) if _well_now(scene, at)]
    if not overs or scene.has("over", "still"):
        return False
    return not any(sign.start > max(overs) for sign in parts.signs)


def _only_seems_over(scene: Scene, at: int) -> bool:
    """'co giật đêm qua rồi', 'ỉa chảy, bú vẫn khỏe'."""
    before = scene.word(at - 1)
    last_night = scene.word(at) == "qua" and before in _PARTS_OF_DAY and not scene.has("adult_vaccine")
    return last_night or (scene.word(at) == "van" and before in ("bu", "an", "choi"))


def _well_now(scene: Scene, at: int) -> bool:
    """'giờ bú ngon', 'nay đã ăn chơi': a word for now, and one for being well right behind."""
    if scene.word(at) not in ("gio", "nay", "hien") or (at and scene.word(at - 1) in ("den", "toi", "may")):
        return False
    at += 1
    while at < scene.size and scene.word(at) in _BETWEEN_WELL and scene.same_clause(at - 1, at):
        at += 1
    behind = scene.words[at + 1 : at + 3]
    return scene.word(at) in _WELL and not any(word in _BADLY for word in behind)


def _escaped(parts: Parts) -> bool:
    """'suýt nữa thì rơi xuống ao, may mà kéo kịp': it did not happen, or is over."""
    scene = parts.scene
    if scene.has("over", "still", "now"):
        return False
    nearly = [at for at, (_, value) in scene.spans["negation"].items() if value == "escaped"]
    return any(scene.word(at) in ("suyt", "xuyt") and at < sign.start for at in nearly for sign in parts.signs)


def _long_past(parts: Parts, sign: Sign) -> bool:
    """'hồi 2019 bản có cháu co giật': placed in a past year that is no year of birth, with no word that it is now."""
    scene = parts.scene
    years = {
        scene.sentence[item.start]
        for item in parts.of("past")
        if not any(
            scene.span("birth", back) or scene.span("idiom", back, "birth")
            for back in range(max(0, item.start - 3), item.start + 1)
        )
    }
    now = scene.has("over", "now", "still") or scene.has("day") or parts.of("date")
    return scene.sentence[sign.start] in years and not now


def _animal_only(parts: Parts) -> bool:
    scene = parts.scene
    animals = [
        at
        for at, (_, value) in scene.spans["animal"].items()
        if (value == "sure" or (value == "weak" and scene.tokens[at].marked != scene.tokens[at].plain))
        and scene.word(at - 1) != "nhu"  # "thở như mèo hen"
        and not any(sign.start <= at < sign.end for sign in parts.signs)  # "mèo cào", "phân như máu cá"
    ]
    child = scene.spans["my_child"] or scene.has("title", "child", "mother") or scene.has("sex")
    return bool(animals) and not child


def _mild(parts: Parts, sign: Sign) -> bool:
    """Fever alone: a danger in a newborn, after a birth, or when told plainly and unasked."""
    if sign.id == "dehydration" and parts.scene.word(sign.start) == "mat" and parts.scene.word(sign.end - 1) == "nuoc":
        return not someone(parts.scene, parts.items)  # "mất nước cả bản": no water in the pipes
    if sign.id == "cold":
        if parts.scene.kind(sign.start) == NUMBER or "nhu" in parts.scene.words[sign.start : sign.end]:
            return False  # "cặp nhiệt độ có 35 độ", "lạnh như đá"
        if parts.scene.mentions("no") or any(other.id in _HOT for other in parts.signs):
            return False  # "người nó lạnh ngắt", "nóng mà chân tay lạnh"
        return not (someone(parts.scene, parts.items) or parts.real())  # "trời lạnh quá, chân tay lạnh cóng"
    if sign.id != MILD:
        return False
    if _is_newborn(parts):
        return False
    scene = parts.scene
    about = scene.has("title", "child") or scene.has("my_child")
    long = any(
        scene.word(at) in ("ngay", "hom")
        and scene.kind(at - 1) == "number"
        and int(scene.word(at - 1)[:3]) >= 2
        and abs(at - sign.end) <= 4
        for at in range(scene.size)
    )
    return not (about and long) or bool(parts.real() and not parts.of("age"))


def _is_newborn(parts: Parts) -> bool:
    scene = parts.scene
    days = any(
        item.what == "age" and item.value is not None and (getattr(item.value, "days", None) or 99) < 60
        for item in parts.items
    )
    months = any(item.what == "age" and getattr(item.value, "months", None) == 1 for item in parts.items)
    newly = scene.mentions("sinh") and scene.mentions("so", "moi")
    return days or months or scene.has("maternal") or newly


def _brave(parts: Parts, sign: Sign) -> bool:
    """'tiêm xong ngoan lắm, không khóc': praise after an injection, where no newborn is told of."""
    scene = parts.scene
    quiet = scene.word(sign.start) == "khong" and scene.word(sign.end - 1) in ("khoc", "ung")  # "không phản ứng gì"
    return quiet and scene.has("inject") and not scene.has("birth")


def _long_ago(parts: Parts, sign: Sign) -> bool:
    """'bị bỏng hồi năm ngoái sẹo lồi, giờ có tiêm được không': its clause places it in the past."""
    scene = parts.scene
    clause = scene.clause[sign.start]
    past = any(
        scene.clause[at] == clause and not scene.taken[at] and not _asks_or_sneezes(scene, at)
        for at in scene.spans["history"]
    )
    return past and not any(
        value in ("still", "now") and scene.clause[at] == clause for at, (_, value) in scene.spans["over"].items()
    )


def _warned_of(scene: Scene, sign: Sign) -> bool:
    """'đừng để trẻ chơi gần ao kẻo đuối nước': what might come."""
    sentence = scene.sentence[sign.start]
    return any(
        (scene.word(at) == "keo" and scene.tokens[at].marked in ("kẻo", "keo") and sign.start - at <= _WARNING)
        or (scene.word(at) in ("dung", "cho", "tranh", "khong") and scene.word(at + 1) == "de" and _all(scene, at + 2))
        or (scene.word(at) == "thay" and scene.word(sign.start - 1) == "la" and sign.start - at < _HABIT)
        or (scene.word(at) == "phong" and scene.word(at + 1) in ("tranh", "ngua", "chong"))
        for word in _WARNINGS
        for at in scene.where(word)
        if at < sign.start and scene.sentence[at] == sentence
    )


def _all(scene: Scene, at: int) -> bool:
    """'đừng để trẻ ...', 'không để các cháu ...': said of any child."""
    return scene.word(at) in ("tre", "cac", "con", "be", "chau", "bi", "nuoc") and scene.word(at + 1) != "em"


def _of_the_sender(parts: Parts, sign: Sign) -> bool:
    """'tôi bị rắn cắn hôm qua': a grown one, who bears no child."""
    scene = parts.scene
    if sign.id not in ("injury", "poisoning", "blood_in_stool") or scene.has("pregnant") or scene.has("maternal"):
        return False
    if "child" in persons(scene) or scene.mentions("no"):
        return False
    if scene.spans["adult_vaccine"] and sign.id != "poisoning":
        return True  # "em bị chó cắn, tiêm dại được 3 mũi rồi", "tiêm dại mũi 1 cho anh Vàng bị chó cắn"
    for at in range(sign.start - 1, -1, -1):
        if not scene.same_clause(at, sign.start):
            return False
        if scene.word(at) in ("toi", "minh", "tao") and scene.word(at + 1) in ("bi", "vua", "moi", "dang", "hay", "cu"):
            return scene.word(at - 1) not in _OF_MINE
    return False


def _delivered(parts: Parts, sign: Sign) -> bool:
    """'vỡ ối, chị A đẻ luôn ở nhà': labour, and the child is born; what holds back the placenta goes on."""
    scene = parts.scene
    after = any(word in ("rau", "nhau") for word in scene.words[sign.start : sign.end])
    return (
        sign.id == "maternal_labour"
        and not after
        and any(event.real and event.what is What.BIRTH and event.start > sign.start for event in parts.events)
        and any(item.start > sign.start for item in parts.of("sex", "weight_g"))
    )


def _of_a_thing(parts: Parts, sign: Sign) -> bool:
    """'điện thoại em rơi xuống suối', 'lúa non chết hết': no child."""
    if sign.start - 1 in where(parts.scene, "lifeless"):
        return True
    return sign.id == "injury" and thing_alone(parts.scene, parts.items, sign.start)


def _explains(parts: Parts, sign: Sign) -> bool:
    """'chưa tiêm được vì bé sốt', 'hoãn vì sốt': a reason, not a call for help."""
    scene = parts.scene
    if sign.id not in (MILD, "high_fever"):
        return False
    return scene.has("negation", "put_off")


def _of_the_living(parts: Parts, sign: Sign) -> bool:
    """Beside a death a sign counts only if it is another person's, now."""
    scene = parts.scene
    sentence = scene.sentence[sign.start]
    apart = all(
        scene.sentence[event.start] != sentence or not scene.same_clause(event.start, sign.start)
        for event in parts.events
        if event.what is What.DEATH
    )
    dead = {scene.clause[event.start] for event in parts.events if event.what is What.DEATH}
    others = [at for at in scene.spans["twin_other"] if scene.clause[at] not in dead]  # not the "một cháu" who died
    other = any(scene.sentence[at] == sentence or at < sign.start for at in others)
    now = any(value == "now" and scene.same_clause(at, sign.start) for at, (_, value) in scene.spans["over"].items())
    return apart and (other or now)


def _of_living_twin(parts: Parts, sign: Sign) -> bool:
    """'1 bé chết lưu, còn 1 bé gái thở nhanh': told of the other twin, in a clause of its own."""
    scene = parts.scene
    stills = {scene.clause[event.start] for event in parts.events if event.what is What.STILL}
    here = scene.clause[sign.start]
    return scene.has("twins") and here not in stills and any(scene.clause[i.start] == here for i in parts.of("sex"))
