"""Words of birth, death and injection that tell of no event: feelings, things, wishes, papers, calls to many."""

from messages.reading.events import Event, is_old
from messages.reading.items import Item, of_sentence
from messages.reading.lexicon import lexicon
from messages.reading.normal import plain
from messages.reading.phrases import word_set
from messages.reading.reasons import ANY, BIRTH, DEATH, INJECTION, Reason
from messages.reading.scene import Scene
from messages.reading.subjects import persons
from messages.reading.talk import about, first_words, where
from messages.reading.tokens import MARK, NUMBER, WORD

# "mệt chết", "chờ muốn chết": how much, and nobody died.
_FEELINGS = word_set(
    "met buon chan nong lanh ret doi khat mung vui lo so nguong ngai them nho yeu ghet tuc dien dau ban dat tiec xot "
    "ngua hoi thoi on dong moi cho doi ngon thuong kho nang toi ngu cuoi say te nhot choang ngop met khiep hong nga tha"
)
_DEGREES = word_set("muon gan den phat cho nhu sap tuong toi cung")
# "muốn đẻ", "như đẻ", "sợ tiêm": wished, feared or likened, not done.
_NOT_DONE = word_set(
    "muốn muon như nhu hơn hon thèm ước uoc sợ ngại ngai lười luoi thích thich mắn đòi định dinh ham mong"
)
# "báo cáo sinh tử", "mẫu báo tử", "sổ tiêm": what a paper is for.
_PAPERS = word_set("cáo cao liệu lieu sổ mẫu mau phiếu phieu giấy giay biểu kê ke")
_OPENERS = word_set("thoi oi troi a ui u ay ui choi gioi")
_SELF = word_set("em toi minh chau con tui")
_SLIPS = word_set("quen nham lo sai de bo lon khong chua lai da")
_ALL_OF = word_set("het sach toi ca may mat trui")
_BORNE_THINGS = word_set("đống loạt mẫu việc tiền nợ trứng nhánh kế chuyện giấy quy mớ báo viec tien giay")
_BEFORE_BORNE = word_set("ra duoc them toan lam nhieu nua")
_OVER = word_set("da roi xong vua moi luon")
_OPINIONS = (["cung", "duoc"], ["cung", "tot"], ["an", "toan"], ["nguy", "hiem"], ["tot", "hon"], ["la", "tot"])
_BIDS = word_set("nhé nha với giúp hộ nhe voi giup nhá")
_TELLS = word_set("bao nhan goi alo ghi")
_BRINGS = word_set("mang đưa dua bế dắt dẫn")
_WHOLE = 4  # words of a message that says no more than that a birth was
_WHO = ("child", "mother", "woman", "bare", "skip", "sex", "age", "child_code", "count", "weight_g", "young")
_FIRM = ("age", "date", "child_code", "cause")
_OBJECT_FAMILIES = frozenset(("thing", "animal", "idiom", "function"))


def _has(items: list[Item], *whats: str) -> bool:
    return not {item.what for item in items if item.value is not None}.isdisjoint(whats)


def felt(scene: Scene, items: list[Item], event: Event) -> bool:
    """'chờ chết cả buổi', 'nhớ muốn chết': how much something is felt, with no age and no day of a death."""
    if scene.word(event.start) == "mat" and any(
        scene.span("idiom", back, "death") == event.start for back in range(max(0, event.start - 3), event.start)
    ):
        return True  # "đau chết + mất"
    if scene.word(event.start) != "chet":
        return False
    if _cries(scene, event):
        return True
    if _has(of_sentence(scene, items, event.start), *_FIRM):
        return False
    at = event.start - 1
    while scene.word(at) in _DEGREES and at > 0 and scene.word(at) != "cho":
        at -= 1
    said = scene.word(at) in _FEELINGS and not scene.taken[at] if at >= 0 else False
    return said and not scene.span("title", at)


def _cries(scene: Scene, event: Event) -> bool:
    """'Chết, em quên mất', 'thôi chết rồi': a cry at the beginning of a clause."""
    at = event.start - 1
    while at >= 0 and scene.kind(at) == WORD and scene.word(at) in _OPENERS:
        at -= 1
    opens = at < 0 or scene.kind(at) == MARK
    if opens and at + 1 < event.start and scene.word(event.start - 1) == "thoi":
        return True  # "thôi chết em quên báo"
    if opens and scene.word(event.end) in _SELF and scene.word(event.end + 1) in _SLIPS:
        return True
    lost = scene.words[event.end - 1 : event.end + 1]
    if opens and "chet" in lost and "mat" in lost and "oi" in scene.words[event.end : event.end + 4]:
        return True  # "..., chết mất bác sĩ ơi"
    after = event.end + (scene.word(event.end) in ("roi", "that", "cha", "me", "thoi", "toi", "em", "do"))
    return opens and (after >= scene.size or (scene.kind(after) == MARK and scene.word(after) != ":"))


def of_a_thing(scene: Scene, items: list[Item], event: Event) -> bool:
    """'điện thoại rơi xuống suối chết hẳn', 'ngô ngoài nương chết khô': a thing or a plant, and nobody told of."""
    return thing_alone(scene, items, event.start) or _withered(scene, event)


def _withered(scene: Scene, event: Event) -> bool:
    """'mưa đá chết hết ruộng dưa nhà chị Chía': what died stands right behind, and is a thing."""
    at = event.end
    while scene.word(at) in _ALL_OF:
        at += 1
    return at in where(scene, "lifeless") and scene.kind(event.end) == WORD


def thing_alone(scene: Scene, items: list[Item], start: int) -> bool:
    """Whether a thing or a plant, and nobody, is told of before a word of its sentence."""
    if not scene.has("thing") and not where(scene, "lifeless"):
        return False
    here = [
        item
        for item in of_sentence(scene, items, start)
        if not is_old(item.value) and (item.start < start or scene.same_clause(item.start, start))
    ]
    first = min(scene.spans["thing"], default=0)
    if any(item.what == "skip" and item.start < first for item in here):
        return False  # "chú Vàng A Sinh bị xe tải đâm chết"
    if _has(here, "child", "age", "child_code", "sex", "bare", "mother"):
        return False
    before = [at for at in range(start) if scene.sentence[at] == scene.sentence[start]]
    owned = {end for at in before if (end := scene.span("thing", at))}  # "điện thoại em"
    if any(persons(scene)[at] and not _spoken_to(scene, at) for at in before if at not in owned):
        return False
    return any(scene.span("thing", at) for at in before) or not where(scene, "lifeless").isdisjoint(before)


def _spoken_to(scene: Scene, at: int) -> bool:
    """'em chào chị ạ', 'chị ơi': whom the message greets."""
    return "chao" in scene.words[max(0, at - 3) : at] or scene.word(at + 1) in ("oi", "a")


def loses(scene: Scene, items: list[Item], event: Event) -> bool:
    """'đi học mất dép', 'làm mất cả ngày': 'mất' with an object, which dying has not."""
    last, at = event.end - 1, event.end
    if scene.word(last) != "mat" or event.end - event.start > 2:
        return False
    if scene.kind(at) != WORD or scene.taken[at] or not scene.same_clause(last, at):
        return False
    known = set(scene.begun[at]) - _OBJECT_FAMILIES
    names = lexicon().names["function"]
    if known or scene.tokens[at].marked in names or (not scene.strict and scene.word(at) in names):
        return False
    return not _has(of_sentence(scene, items, event.start), "age", "date") or bool(scene.span("thing", at))


def not_done(scene: Scene, items: list[Item], event: Event) -> bool:
    """'muốn đẻ luôn', 'mệt hơn đẻ con', 'sợ tiêm': wished, feared or likened."""
    at = event.start - 1
    if any(scene.marks[k] in ("dặn", "dan") and scene.same_clause(k, event.start) for k in range(max(0, at - 4), at)):
        return True  # "em đã dặn ra trạm đẻ rồi"
    if at < 0 or not scene.same_clause(at, event.start) or scene.taken[at]:
        return False
    at -= scene.word(at) == "di"
    if scene.word(at) == "ma" and at > 0 and not _has(items, "date", "weight_g", "sex", "place"):
        return True  # "vợ tôi mà đẻ sinh ba ..."
    if scene.word(at) == "bao" and not (_over(scene, event) or _has(items, "date", "weight_g", "sex", "place")):
        return True  # "chồng em bảo đẻ 11 đứa"
    return at >= 0 and scene.marks[at] in _NOT_DONE


def bears_a_thing(scene: Scene, items: list[Item], event: Event) -> bool:
    """'đẻ được cái báo cáo', 'đẻ ra đống việc', 'đẻ thêm mẫu mới': no child is born."""
    at = event.end
    while scene.word(at) in _BEFORE_BORNE or scene.kind(at) == NUMBER:
        at += 1
    if scene.word(at) == "dong" and scene.word(at + 1) in ("no", "viec", "giay", "so", "bao", "nhung", "mau"):
        return True  # "de ra 1 dong no"
    if scene.kind(at) != WORD or scene.taken[at] or scene.span("sex", at) or scene.span("title", at):
        return False
    if scene.word(at) == "cai":
        return scene.tokens[at].case == 0 and not any(scene.taken[at + 1 : at + 2]) and scene.kind(at + 1) == WORD
    return scene.tokens[at].marked in _BORNE_THINGS and scene.kind(at + 1) in (WORD, "") and not scene.has("twins")


def on_paper(scene: Scene, items: list[Item], event: Event) -> bool:
    """'nộp báo cáo sinh tử', 'mẫu báo tử': what the paper is about, and nobody is told of."""
    at = event.start - 1
    if at < 0 or scene.marks[at] not in _PAPERS or not scene.same_clause(at, event.start):
        return False
    if scene.marks[at] in ("giấy", "giay", "phiếu", "phieu", "mẫu") and not _has(items, "weight_g", "sex"):
        return True  # "có phải làm giấy báo tử không"
    return not _has(items, *_WHO) and not scene.has("title", "child")


def told_to_many(scene: Scene, items: list[Item], event: Event) -> bool:
    """'các chị nhớ nộp ...', 'nhà nào có trẻ thì bế ra tiêm': a call to many, in which nobody is named."""
    named = ("child", "mother", "bare", "child_code", "weight_g")
    if scene.mentions("thi") and _bids(scene, event) and not _has(items, *named):
        return True
    if not (about(scene, "call") and about(scene, "request")):
        return False
    return not _has(items, *named, "count")


def _bids(scene: Scene, event: Event) -> bool:
    """'có trẻ sinh mới thì báo trước 17h': what to do if there is one."""
    behind = range(event.end, min(scene.size, event.end + 4))
    told = any(scene.word(at) == "thi" and scene.word(at + 1) in _TELLS for at in behind)
    return told and scene.mentions("co", "neu")


def wished(scene: Scene, items: list[Item], event: Event) -> bool:
    """'chúc mẹ tròn con vuông', 'chúc mừng em, mẹ tròn con vuông là mừng rồi': good wishes to somebody."""
    if _has(items, "weight_g", "date", "place", "age", "count", "mother", "bare"):
        return False
    return any(
        scene.sentence[at] == scene.sentence[event.start] and not scene.taken[at]
        for at in scene.where("chuc") + scene.where("mung")
    )


def long_grown(scene: Scene, items: list[Item], event: Event) -> bool:
    """'tôi đẻ rơi thằng cả ở trên nương, giờ nó 30 tuổi': who was born then is grown now."""
    old = [i for i in items if i.what == "age" and is_old(i.value) and scene.word(i.start - 1) not in ("me", "vo")]
    return any(
        item.start > event.end
        and scene.same_clause(max(event.end, item.start - 2), item.start)
        and not {"giờ", "gio", "nay"}.isdisjoint(scene.marks[max(event.end, item.start - 4) : item.start])
        for item in old
    )


def of_nobody(scene: Scene, items: list[Item], event: Event) -> bool:
    """'đẻ ở nhà cũng được', 'chị ấy đẻ nhiều quá rồi': births in general, and none told as over with somebody."""
    if scene.size <= _WHOLE or scene.has("twins") or scene.has("late") or scene.has("sign"):
        return False
    if _has(items, "weight_g", "sex", "mother", "woman", "bare", "child") or _born_of_late(scene, items, event):
        return False
    if _judged(scene, event) or scene.word(event.end) == "nhieu" or _described(scene, event):
        return True
    if _has(items, "count", "young", "age") or (_has(items, "date", "skip") and _over(scene, event)):
        return False
    told = any(scene.has(family) for family in ("my_child", "of_mother", "wife", "of_house"))
    return not ((told or scene.has("title", "woman", "child", "mother", "man")) and _over(scene, event))


def _described(scene: Scene, event: Event) -> bool:
    """'cháu sinh ra đã yếu': how somebody is since birth."""
    behind = scene.words[event.end : event.end + 2]
    return behind == ["ra", "da"] or behind[:1] == ["da"]


def _born_of_late(scene: Scene, items: list[Item], event: Event) -> bool:
    """A day in the clause of the birth."""
    return any(i.what == "date" and i.value is not None and scene.same_clause(i.start, event.start) for i in items)


def _over(scene: Scene, event: Event) -> bool:
    """Its clause says that it is done: đã, rồi, xong, vừa, mới."""
    near = range(max(0, event.start - 3), min(scene.size, event.end + 8))
    return any(scene.word(at) in _OVER and scene.same_clause(at, event.start) for at in near)


def only_named(scene: Scene, items: list[Item], event: Event) -> bool:
    """'cô y tá tiêm nhẹ tay lắm', 'mang cháu ra tiêm bù mũi 2': no vaccine, nobody named, and not told as done."""
    if scene.size <= _WHOLE or scene.has("late"):
        return False
    if _has(items, "vaccine", "child", "mother", "bare", "child_code", "count", "date") or scene.has("vaccine"):
        return _bidden(scene, items, event)
    return not _over(scene, event)


def _bidden(scene: Scene, items: list[Item], event: Event) -> bool:
    """'nhắn chị Inh mang cháu Páo ra tiêm sởi nhé': somebody is to bring the child, and nothing says it was done."""
    if _has(items, "date") or _over(scene, event):
        return False
    brings = any(
        scene.marks[at] in _BRINGS and scene.sentence[at] == scene.sentence[event.start] and not scene.taken[at]
        for at in range(max(0, event.start - 8), event.start)
    )
    return brings and scene.text.lower().split()[-1].strip(" .!)") in _BIDS


def _judged(scene: Scene, event: Event) -> bool:
    """'đẻ ở nhà cũng được', 'sinh ở trạm an toàn hơn': an opinion."""
    said = [scene.words[at : at + 2] for at in range(event.end, min(scene.size - 1, event.end + 9))]
    return any(pair in _OPINIONS for pair in said)


def when_bearing(scene: Scene, items: list[Item], event: Event) -> bool:
    """'hồi đẻ đứa thứ hai em cũng sưng chân': then, long ago."""
    return scene.word(event.start - 1) == "hoi" and not _has(items, "weight_g", "sex")


def newborn_given(scene: Scene, items: list[Item], event: Event) -> bool:
    """'vgb cho bé mới sinh nhà chị X': which child was given it, and no more is told of the birth."""
    if not _has(items, "vaccine") or _has(items, "weight_g", "sex", "place"):
        return False
    return "cho" in scene.words[max(0, event.start - 3) : event.start]


def anybodys(scene: Scene, items: list[Item], event: Event) -> bool:
    """'ai mới sinh thì đến trạm', 'chúc mừng chị Hà sinh quý tử': nobody's news."""
    if scene.words[event.end : event.end + 2] in (["hay", "khong"], ["hay", "chua"]):
        return True  # "đẻ hay không em không biết"
    if any(item.what in ("weight_g", "place") and item.value for item in items):
        return False
    wished = any(at < event.start and scene.word(at + 1) == "mung" for at in scene.where("chuc"))
    if wished and not any(item.what == "date" and item.value for item in items):
        return True
    at = event.start - 1
    while scene.word(at) in ("moi", "vua", "da", "co", "con"):
        at -= 1
    anyone = scene.word(at) in ("ai", "nao") or scene.words[max(0, at - 1) : at + 1] in (["cac", "chi"], ["chi", "em"])
    return anyone and not any(item.what in ("sex", "mother") for item in items)


def denied_behind(scene: Scene, items: list[Item], event: Event) -> bool:
    """'có ai chết đâu', 'đã đẻ đâu': 'đâu' right behind denies what somebody is said to have done."""
    at = event.end
    while scene.word(at) in ("con", "trai", "gai", "duoc"):
        at += 1
    if scene.word(at) != "dau" or scene.marks[at] not in ("đâu", "dau"):
        return False
    ends = at + 1 >= scene.size or scene.kind(at + 1) == MARK or scene.word(at + 1) in ("chi", "em", "a", "anh", "ma")
    ends = ends or scene.begins(at + 1, "day")
    before = scene.words[max(0, event.start - 3) : event.end]
    return ends and not {"ai", "da"}.isdisjoint(before)


OTHER_SENSES = (
    Reason("denied", denied_behind, needs=word_set("dau")),
    Reason("of nobody", anybodys, BIRTH, needs=word_set("hay ai nao cac chi chuc")),
    Reason("nobody", newborn_given, BIRTH, needs=word_set("cho")),
    Reason("nobody", of_nobody, BIRTH),
    Reason("nobody", only_named, INJECTION),
    Reason("past", when_bearing, BIRTH, needs=word_set("hoi")),
    Reason("wished", wished, BIRTH, needs=word_set("chuc mung")),
    Reason("past", long_grown, BIRTH, needs=word_set("gio nay")),
    Reason("felt", felt, DEATH, needs=word_set("chet idiom")),
    Reason("thing", of_a_thing, DEATH, needs=first_words("lifeless") | {"thing"}),
    Reason("lost", loses, DEATH, needs=word_set("mat")),
    Reason("not done", not_done, BIRTH | INJECTION, needs=frozenset((*map(plain, _NOT_DONE), "bao", "dan", "ma"))),
    Reason("figure of speech", bears_a_thing, BIRTH, needs=frozenset(("cai", *map(plain, _BORNE_THINGS)))),
    Reason("paper", on_paper, needs=frozenset(map(plain, _PAPERS))),
    Reason("instruction", told_to_many, ANY - DEATH, needs=first_words("call") | {"thi"}),
)
