"""Ages as people say them: 5 ngày tuổi, 3 tuần, 18 tháng, 2 tuổi rưỡi, 1 tuổi 3 tháng, 2 tiếng."""

from health.events import Age
from messages.reading.items import Found, Item
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.tokens import NUMBER
from messages.reading.understanding import DoubtReason

_UNITS = {
    "ngay": "days",
    "hom": "days",
    "bua": "days",
    "tuan": "weeks",
    "thang": "months",
    "tuoi": "years",
    "tieng": "hours",
    "gio": "hours",
    "h": "hours",
    "phut": "hours",
    "giay": "hours",
}
AGED = frozenset((*_UNITS, "t"))  # without one of these a number is no age
_HALF = frozenset(("ruoi", "rưỡi", "rưởi"))
# After these the number counts how long something has lasted, or a pregnancy, not an age.
_NOT_AFTER = word_set("cung sot ho thai bau sau cach truoc benh non om tu trong khoc nghi lich hen cu vao luc chuyen")
_NO_MONTHS = 40  # nobody tells an age in so many months
_NOT_BEFORE = word_set("nay truoc lien qua troi sau nua")


def read_ages(scene: Scene) -> Found:
    """Each age said; '2t' may be months or years: said, but no value."""
    for at in scene.numeric:
        item = _age(scene, at) if not scene.taken[at] else None
        if item is not None:
            scene.take(item.start, item.end)
            yield item


def _age(scene: Scene, at: int) -> Item | None:
    hit = number_at(scene, at)
    if hit is None or hit[0] > 1000 or scene.word(at - 1) == "vitamin":
        return None
    value, end = hit
    unit = _UNITS.get(scene.word(end))
    if scene.word(end) == "t" and (scene.tokens[end].glued or scene.word(end + 1) == "tuoi"):
        if value >= _NO_MONTHS:
            return Item("age", Age(years=value), at, end + 1)  # "cụ Chúa 76t"
        return Item("age", None, at, end + 1, doubt=DoubtReason.AMBIGUOUS)
    if unit is None or (
        unit == "months" and scene.kind(end + 1) == NUMBER and scene.word(end + 2) not in ("ngay", "tuan")
    ):
        return None
    lived = scene.word(at - 1) in ("duoc", "co") and scene.word(at - 2) == "song"  # "sống được 3 hôm"
    if unit == "days" and scene.word(end) != "ngay" and scene.word(end + 1) != "tuoi" and not lived:
        return None
    first = at - 2 if scene.word(at - 1) == "-" and scene.kind(at - 2) == NUMBER and at > 1 else at
    age, end = _amount(scene, value, unit, end + 1)
    said_old = scene.word(end - 1) == "tuoi" or scene.word(end) == "tuoi"
    if scene.word(end) == "tuoi":
        end += 1
    if not said_old and not _meant_as_age(scene, at, end, unit):
        return None
    if (at and scene.span("approx", at - 1) == at) or first < at:  # "khoảng 2-3 tháng"
        return Item("age", None, first, end, doubt=DoubtReason.AMBIGUOUS)
    return Item("age", age, at, end, sure=said_old or unit in ("months", "years"))


def _amount(scene: Scene, value: int, unit: str, end: int) -> tuple[Age, int]:
    """The age with its rest: rưỡi, or 3 tháng after 1 tuổi."""
    if unit == "hours":
        return Age(days=0), end
    if unit == "weeks":
        return Age(days=value * 7), end
    if unit == "days":
        return Age(days=value), end
    half = scene.word(end) in _HALF
    if unit == "months":
        return Age(months=value), end + half
    if half:
        return Age(months=value * 12 + 6), end + 1
    more = number_at(scene, end)
    if more and scene.word(more[1]) == "thang":
        return Age(months=value * 12 + more[0]), more[1] + 1
    if more and scene.tokens[end].glued and more[0] < 12:
        return Age(months=value * 12 + more[0]), more[1]
    return Age(years=value), end


def _after_illness(scene: Scene, at: int) -> bool:
    """'tiêu chảy 3 ngày': how long the illness has lasted."""
    return any(scene.span(family, back) == at for family in ("cause", "sign") for back in range(max(0, at - 4), at))


def _outlived(scene: Scene, at: int, end: int) -> bool:
    """'đẻ ở trạm, mất sau 2 tiếng': how long a newborn lived; not 'mất sau 3 ngày điều trị'."""
    died = any(scene.span("death", back) >= at - 1 for back in range(max(0, at - 4), at - 1))
    treated = scene.word(end) in ("dieu", "nam", "cap", "om", "sot", "benh", "chua", "tiem", "uong", "ke", "di")
    return died and not treated and (scene.has("birth") or scene.has("cause", "asphyxia"))


def _meant_as_age(scene: Scene, at: int, end: int, unit: str) -> bool:
    """Without 'tuổi': a duration, a pregnancy or a time of day is no age."""
    before, after = scene.word(at - 1), scene.word(end)
    named = at > 0 and bool(scene.taken[at - 1])  # "chau Thao Thi Bau tam thang"
    if before == "sau" and unit != "months" and _outlived(scene, at, end):
        return True
    if unit == "hours" and after in ("sau", "thi") and scene.has("birth"):
        return any(scene.span("death", k) for k in range(end, min(scene.size, end + 5)))  # "15 phút sau thì mất"
    if (
        (before in _NOT_AFTER and not named and not (before == "luc" and unit == "months" and scene.has("death")))
        or (after in _NOT_BEFORE and not scene.span("death", end))  # "18 tháng qua đời"
        or (
            unit == "hours"
            and (
                before in ("luc", "hoi", "vao", "tam", "khoang")
                or after in ("sang", "chieu", "toi", "dem", "trua", "kem", "ruoi")
            )
        )
    ):
        return False
    if unit == "hours" and before in ("co", "chi") and scene.word(at - 2) in ("duoc", "song"):
        return True  # "sống được có một tiếng"
    if unit == "hours" and before not in ("duoc", "moi", "sau", "song", "tuoi", "sinh", "de") and after != "tuoi":
        return False
    if (
        scene.word(at - 2) in ("sot", "thai", "bau", "cach")
        or (before in ("co", "moi") and scene.word(at - 2) == "non")
        or scene.span("ago", at - 1)
    ):
        return False
    ill = before in ("bi", "chay", "vien", "tri", "dau") or _after_illness(scene, at)
    return not (ill and unit in ("days", "weeks"))
