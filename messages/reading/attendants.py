"""Who delivered: said with 'đỡ', or a traditional midwife, or nobody."""

from messages.reading.items import Found, Item
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import CAPITAL, MARK, WORD

_HOSTS = word_set("ngoai noi xom ba chong de")


def read_attendants(scene: Scene) -> Found:
    """Who delivered: said with 'đỡ', or a traditional midwife, or nobody."""
    for at, (end, value) in sorted(scene.spans["attendant"].items()):
        if value == "alone":
            named = scene.cased and scene.tokens[at].case == CAPITAL and scene.kind(at - 1) == WORD  # "nha a Tu de"
            if scene.free(at, end) and not named:
                yield Item("attendant", "unskilled", at, end)
            continue
        if scene.tokens[at].marked == "co" and end == at + 1 and scene.span("attendant", end):
            continue  # "có nữ hộ sinh Hà đỡ"
        delivers = _deliver_after(scene, end)
        if delivers > end + 1 and scene.inside("place", at, end):
            continue  # "ở nhà bà ngoại, chồng đỡ"
        only = (scene.word(at) == "ba" and scene.word(at + 1) in ("mu", "do")) or scene.word(at) in ("mu",)
        skilled_only = scene.word(at) == "co" and scene.word(at + 1) == "do"
        listed = end - at > 1 and scene.kind(at - 1) in ("", MARK) and scene.kind(end) in ("", MARK)
        midwife = value == "skilled" and listed and scene.word(end - 1) in ("si", "sy", "sinh", "ta")
        if delivers and any(scene.spans["attendant"].get(k, (0, ""))[1] == "skilled" for k in range(at + 1, delivers)):
            continue  # "may có cô đỡ thôn bản đi cùng đỡ"
        hosts = only and not delivers and scene.word(at - 1) == "nha"  # "tại nhà bà mụ trong bản"
        if not hosts and (delivers or only or skilled_only or midwife or _helped(scene, at)):
            if any(scene.taken[k] for k in range(at, end)) and not delivers:
                continue
            stop = max(end, delivers)
            both = scene.word(at - 1) in ("o", "tai") and scene.span("place", at, "facility") > 0  # "tại trạm xã đỡ"
            first = scene.span("place", at) if both else at
            scene.take(first, stop)
            yield Item("attendant", value, first, stop)
    if scene.mentions("do"):
        yield from _host_delivers(scene)
        yield from _kin_delivers(scene)
        yield from _by_the_teller(scene)


def _host_delivers(scene: Scene) -> Found:
    """'ở nhà bà ngoại đỡ': at her house, and she delivered."""
    for end, value in sorted(scene.spans["place"].values()):
        if value == "home" and scene.word(end - 1) in _HOSTS and _deliver_after(scene, end) == end + 1:
            scene.take(end, end + 1)
            yield Item("attendant", "unskilled", end - 1, end + 1)


def _kin_delivers(scene: Scene) -> Found:
    """'bố cháu đỡ', 'bà nội cháu đỡ', 'ông bà đỡ': relatives whom no list of helpers names."""
    for at, (end, value) in sorted(scene.spans["title"].items()):
        if value not in ("man", "elder", "mother", "woman") or not scene.free(at, end) or scene.word(end - 1) == "co":
            continue
        whose = end + (scene.word(end) in ("chau", "be", "em", "toi", "minh", "no"))
        if _deliver_after(scene, whose) == whose + 1:
            scene.take(at, whose + 1)
            yield Item("attendant", "unskilled", at, whose + 1)


def _by_the_teller(scene: Scene) -> Found:
    """'tôi là bà nội ..., tôi đỡ lấy': a relative tells that she delivered it herself."""
    for at in scene.where("do"):
        if scene.marks[at] not in ("đỡ", "do") or scene.word(at - 1) not in ("toi", "minh", "u", "me"):
            continue
        told = scene.marks[at] == "đỡ" or scene.kind(at + 1) in ("", MARK)
        alone = scene.word(at + 1) == "lay" or (told and _says_kin(scene))
        if alone and scene.free(at - 1, at + 1):
            scene.take(at - 1, at + 1)
            yield Item("attendant", "unskilled", at - 1, at + 1)


def _says_kin(scene: Scene) -> bool:
    """'tôi là bà nội cháu', 'em là chồng': the sender says to be of the family."""
    return any(
        (scene.word(at + 1) == "la" and scene.span("attendant", at + 2, "unskilled") > at + 3)
        or (scene.word(at - 1) in ("gai", "dau", "vo") and scene.kind(at - 2) == WORD)  # "em gái tôi", "con dâu tôi"
        for at in range(scene.size)
        if scene.word(at) in ("toi", "em", "minh")
    )


def _deliver_after(scene: Scene, at: int) -> int:
    """End of 'đỡ' within a name's length after the helper, 0 if it does not come."""
    for k in range(at, min(scene.size, at + 5)) if scene.mentions("do") else ():
        if scene.kind(k) == MARK:
            return 0
        if scene.word(k) == "do" and scene.tokens[k].marked in ("đỡ", "do", "đõ", "đở") and not scene.taken[k]:
            after = scene.word(k + 1)
            return k + 1 if after not in ("viem", "tieu", "bi", "nga", "benh") and not scene.span("cause", k + 1) else 0
        if k > at and (scene.spans["birth"].get(k) or scene.spans["day"].get(k)):
            return 0
    return 0


def _helped(scene: Scene, at: int) -> bool:
    """'do bà X đỡ', 'nhờ y tá', 'có cô đỡ', 'đỡ: bà ngoại', 'người đỡ mẹ chồng'."""
    before, more = scene.word(at - 1), scene.word(at - 2)
    told = next((k for k in range(at - 1, max(0, at - 5), -1) if scene.word(k) in ("la", ":")), 0)
    return (
        (
            told > 0
            and (scene.span("attendant", at, "skilled") or scene.kind(at + 1) != WORD or not scene.taken[at + 1])
            and scene.words[told - 2 : told] in (["do", "de"], ["nguoi", "do"])
        )
        or (before == "do" and scene.tokens[at - 1].marked == "đỡ")
        or (before in (":", "=", "la") and more in ("do", "de", "sinh") and _names_helper(scene, at - 2))
        or (before == "de" and more in ("do", "nguoi"))
        or (before == "do" and more in ("nguoi", "ai"))
    )


def _names_helper(scene: Scene, at: int) -> bool:
    """'đỡ: bà ngoại', 'người đỡ là bà ngoại', 'người đỡ đẻ: chồng'."""
    if scene.word(at) == "do":
        return scene.tokens[at].marked in ("đỡ", "do", "đở")
    return scene.word(at - 1) == "do"
