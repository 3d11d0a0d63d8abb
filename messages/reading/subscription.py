"""Messages wanted or no longer wanted: 'dừng nhắn cho tôi', 'cho em nhận lại tin nhắn', in people's own words."""

from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.talk import about
from messages.reading.tokens import NUMBER
from messages.reading.wishes import View, asks

_ME = word_set("em toi minh chau tui so")
_WANTS = word_set("muon nho xin can")
_SENT = word_set("nhan gui nhac")
_LISTS = word_set("sach nhom he danh dien tin so")
_LEAVING = word_set("rut ra xoa loai gach go tach bo cho")
# What asks for an end where messages are named right behind it, with the accents that it may be typed with.
_ENDS = word_set("dung ngung thoi huy tat cat ngat dut bo")
# Without any of these nobody wants messages, or no longer wants them.
WANTED = _SENT | {"optin"}
REFUSED = _ENDS | word_set("optout optout_word khong chang cha khoi chan")
_ENDS_TYPED = _ENDS | word_set("dừng ngừng ngưng thôi hủy huỷ tắt cắt ngắt dứt bỏ đừng")
_ON_THE_WAY = word_set("viec ca luon het chuc nang che do giup ho")
_NO_MORE = word_set("dut khong dung chang cha thoi khoi ngung ngat cat huy bo tat chan tam het")
_SERVICES = frozenset(("de", "sinh", "kham", "tiem", "do"))  # "đăng ký đẻ ở trạm"
_REACH = 9  # words between wanting and what is wanted
_REFUSED = word_set("muon can thich ham nhan xem doc dung quan nhu")


def wants_out(view: View) -> bool:
    scene = view.parts.scene
    if not (scene.has("optout") or scene.has("optout_word") or _refused(scene)):
        return False
    if about(scene, "mislaid"):
        return False  # "để quên cái mũ ở trạm, chị nào thấy cất hộ em"
    named = view.parts.events or view.parts.of("woman", "mother", "child", "child_code")
    if _tells(view) or (scene.has("undo", "verb") and (named or _that_message(scene))):
        return False  # "hủy tin chị Hoa đẻ": that message, not all of them
    if scene.has("optout") or _refused(scene):
        return _last_wish(scene) == "optout"
    words = [token for token in scene.tokens if token.kind == "word"]
    return (
        scene.has("optout_word")
        and len(words) <= 4
        and all(
            scene.span("optout_word", at)
            or scene.word(at)
            in ("lai", "a", "em", "nhe", "di", "tin", "nhan", "nha", "ngay", "het", "luon", "giup", "xin", "cho")
            for at in range(scene.size)
            if scene.kind(at) == "word" and not _inside(scene, "optout_word", at)
        )
    )


def _that_message(scene: Scene) -> bool:
    """'hủy tin em vừa gửi', 'bỏ tin lúc nãy': one message, not all that are to come."""
    objects = [scene.words[at:end] for at, (end, value) in scene.spans["undo"].items() if value == "object"]
    return any(words not in (["tin"], ["tin", "nhan"], ["cai"], ["bao"]) for words in objects) or _sent_before(scene)


def _sent_before(scene: Scene) -> bool:
    return any(scene.word(at + 1) == "bao" and scene.begins(at + 2, "day") for at in scene.where("em"))


def _tells(view: View) -> bool:
    """Reports with something of their own: not 'cháu lớn rồi, tiêm xong hết rồi, em xin dừng nhận tin'."""
    return any(report.fields.keys() - {"village"} for report in view.reports)


def _inside(scene: Scene, family: str, at: int) -> bool:
    return any(scene.span(family, back) > at for back in range(max(0, at - 4), at + 1))


def _last_wish(scene: Scene) -> str:
    """'optin' or 'optout', whichever is said last; one that only overlaps the other's words does not count."""
    said = [(at, end) for at, (end, value) in scene.spans["optout"].items() if value == "yes"]
    outs = [(at, end) for at, end in said if not _kept_on(scene, at)] + _ended(scene)
    wishes = [(at, "optin") for at, _ in said] + [(at, "optout") for at, _ in outs]  # at one place the end prevails
    wishes += [
        (at, "optin")
        for at, (end, _) in scene.spans["optin"].items()
        if not any(start < at < stop for start, stop in outs)
        and not (scene.word(at) == "dang" and scene.word(end) in _SERVICES)
        and not _writes_back(scene, at)
        and scene.word(at - 1) != "het"
        and not (scene.words[at:end] == ["dung", "bo"] and scene.word(end) not in _ME | _SENT | {"tin"})
    ]
    wishes += [(at, "optin") for at in _wanted(scene)] + [(at, "optout") for at in _refused(scene)]
    return max(wishes, default=(0, ""))[1]


def _wishes(scene: Scene, at: int) -> bool:
    """'cần', 'muốn'; not the 'cân' of '1 CAN'."""
    return scene.words[at] in _WANTS and scene.kind(at - 1) != NUMBER


def _writes_back(scene: Scene, at: int) -> bool:
    """'điện thoại hết pin, tối em nhan lai': nhắn lại, typed without accents."""
    return scene.marks[at : at + 2] == ["nhan", "lai"] and scene.word(at - 1) in ("em", "toi", "minh")


def _wanted(scene: Scene) -> list[int]:
    """'muốn mỗi khi đến lịch thì trạm nhắn cho em biết': wants to be written to."""
    found: list[int] = []
    if scene.lacks(_SENT):
        return found
    for at, word in enumerate(scene.words):
        if word not in _SENT or scene.word(at + 1) not in ("cho", "tin", "em", "toi", "minh", "nho"):
            continue
        to_me = any(
            scene.word(k) in _ME and scene.same_clause(k, at) and not scene.taken[k + 1 : k + 2].count(1)
            for k in range(at + 1, at + 7)
        )
        start = max(0, at - _REACH)
        wants = [k for k in range(start, at) if _wishes(scene, k) and scene.sentence[k] == scene.sentence[at]]
        denied = any(scene.words[k] in _NO_MORE for k in range(start, at))
        if to_me and wants and not denied and not _who_else(scene, at):
            found.append(at)
    return found


def _who_else(scene: Scene, at: int) -> bool:
    """'muốn nhắn cho chị Dua': the sender writes."""
    return scene.word(at - 1) in ("muon", "em", "toi", "minh")


def _refused(scene: Scene) -> list[int]:
    """'anh ấy không cần nhận mấy tin này', 'tôi chẳng đọc tin nhắn đâu': messages that are not wanted."""
    found = []
    for at in (*scene.where("khong"), *scene.where("chang"), *scene.where("cha")):
        if scene.word(at + 1) not in _REFUSED:
            continue
        near = range(at + 2, min(scene.size, at + 7))
        if any(
            scene.words[k] in ("tin", "sms", "lich") and scene.same_clause(k, at) and not scene.taken[k] for k in near
        ) and not any(scene.words[k] in ("duoc", "thay", "muon") and scene.words[k - 1] == "nhan" for k in near):
            found.append(at)
    return found + _leaves(scene) + _cut(scene) + [at for at, _ in _ended(scene)]


def _kept_on(scene: Scene, at: int) -> bool:
    """'đừng dừng gửi tin', 'em không muốn ngừng nhận': what is asked for is no end."""
    return scene.word(at - 1) == "dung" or scene.words[max(0, at - 2) : at] in (["khong", "muon"], ["chua", "muon"])


def _ended(scene: Scene) -> list[tuple[int, int]]:
    """'tắt nhận tin', 'xin ngừng gửi tin cho tôi', 'hủy nhận tin nhắn': (start, end) of an end that is asked for."""
    found = []
    for at in sorted(at for word in _ENDS & scene.places.keys() for at in scene.places[word]):
        if scene.marks[at] not in _ENDS_TYPED or scene.taken[at] or scene.word(at - 1) in ("dung", "khong", "chua"):
            continue  # "đừng ngừng gửi"
        sends = at + 1
        while scene.word(sends) in _ON_THE_WAY and sends < at + 4:
            sends += 1
        if scene.word(sends) in _SENT and scene.same_clause(at, sends):
            found.append((at, next((k for k in range(sends, scene.size) if not scene.same_clause(k, at)), scene.size)))
    return found


def _leaves(scene: Scene) -> list[int]:
    """'cho em rút ra khỏi cái danh sách này', 'xóa giùm số tôi khỏi hệ thống'."""
    return [
        k
        for at in scene.where("khoi")
        if not _LEAVING.isdisjoint(scene.words[max(0, at - 5) : at])
        for k in range(at + 1, min(scene.size, at + 8))
        if scene.words[k] in _LISTS
    ]


def _cut(scene: Scene) -> list[int]:
    """'phiền quá, cắt cho tôi cái này đi', 'tắt hộ em mấy tin này'."""
    if not scene.mentions("tin", "nhan", "sms", "phien", "nhac"):
        return []
    return [
        at
        for at in scene.where("cat") + scene.where("tat") + scene.where("ngat") + scene.where("chan")
        if scene.word(at + 1) in ("cho", "giup", "ho", "gium", "dum") and scene.word(at + 2) in _ME
    ]


def wants_in(view: View) -> bool:
    scene = view.parts.scene
    if (
        not (scene.has("optin") or _wanted(scene))
        or _tells(view)
        or (view.parts.of("vaccine") and not scene.mentions("tin"))
    ):
        return False
    if scene.has("mistake") and (scene.has("undo", "verb") or scene.has("negation", "alive")):
        return False  # "khong dung, nho chi xoa", "khong dung, chau van song": không đúng, no "không dừng"
    named = scene.mentions("tin", "nhac") or bool(_wanted(scene))
    return _last_wish(scene) == "optin" and not asks(view) and (named or not scene.has("inject"))
