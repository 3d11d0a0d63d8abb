"""Vaccines by their everyday names, and the dose."""

from typing import NamedTuple

from messages.reading.items import Found, Item
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene, once
from messages.reading.tokens import MARK, NUMBER
from messages.reading.understanding import DoubtReason

# Names that are first of all diseases: vaccines only where an injection is told.
DISEASES = word_set("soi lao cum rubella") | {
    "viem gan",
    "viem nao",
    "viem nao nhat ban",
    "thuy dau",
    "ho ga",
    "bach hau",
    "quai bi",
    "ta",
    "thuong han",
    "viem mang nao",
    "sot xuat huyet",
    "covid",
    "viem gan b",
    "bai liet",
    "phe cau",
    "nhat ban",
    "benh lao",
}
_MOST_DOSES = 6
_NO_DOSE_BEFORE = word_set("thang tuoi chau be tre em ngay kg h gio ca lieu / dua hom tuan mui lan")
_DAYS = ("day", "weekday")
_ILL = word_set("bi mac do vi nghi benh len mun ban dich")


def read_vaccines(scene: Scene) -> Found:
    """Each vaccine named (value None if it is not of the list or not certain), and each dose."""
    done = 0
    for at in sorted(scene.spans["vaccine"].keys() | scene.spans["dose"].keys()):
        if at < done:
            continue
        held = scene.spans["vaccine"].get(at)
        if held and any(scene.span("vaccine", k) > held[0] for k in range(at + 1, held[0])):
            continue  # "vắc xin sởi - rubella": the longer name begins inside
        if (
            held
            and scene.free(at, held[0])
            and not scene.inside("cause", at, held[0])
            and not _illness(scene, at, held[0])
            and not _village_girls(scene, at)
        ):
            end, code = held
            yield _vaccine(scene, at, end, code)
            scene.take(at, end)
            dose = _dose(scene, end) or _dose_around(scene, at, end)
            if dose:
                yield dose
                scene.take(dose.start, dose.end)
                end = dose.end
            done = end
            continue
        marked_dose = _marked_dose(scene, at)
        if marked_dose and scene.free(marked_dose.start, marked_dose.end):
            yield marked_dose
            scene.take(marked_dose.start, marked_dose.end)
            done = marked_dose.end


def _village_girls(scene: Scene, at: int) -> bool:
    """'3 chau nho nhat ban', typed without accents: nhất bản, not Nhật Bản."""
    if scene.words[at : at + 2] != ["nhat", "ban"] or scene.marks[at] != "nhat":
        return False
    return scene.word(at - 1) not in ("tiem", "chich", "ngua", "phong", "mui", "b", "vx", "xin")


class _Told(NamedTuple):
    """Where injections and deaths are told."""

    injections: set[int]  # sentences
    deaths: set[int]  # sentences
    clauses_of_deaths: set[int]


@once
def _told(scene: Scene) -> _Told:
    injections, deaths = scene.spans["inject"], scene.spans["death"]
    return _Told(
        injections={scene.sentence[at] for at in injections},
        deaths={scene.sentence[at] for at in deaths},
        clauses_of_deaths={scene.clause[at] for at in deaths},
    )


def _illness(scene: Scene, at: int, end: int) -> bool:
    """'mất do sởi', 'bị viêm não': the disease, not its vaccine."""
    if " ".join(scene.word(k) for k in range(at, end)) not in DISEASES:
        return False
    if ["nguyen", "nhan"] in (scene.words[at - 3 : at - 1], scene.words[at - 2 : at]):
        return True  # "nguyên nhân là viêm não"
    ill, told = scene.word(at - 1) in _ILL, _told(scene)
    if ill and scene.clause[at] in told.clauses_of_deaths:
        return True
    if scene.sentence[at] in told.injections:
        return False
    return scene.sentence[at] in told.deaths or ((ill or bool(told.deaths)) and not told.injections)


def _vaccine(scene: Scene, at: int, end: int, code: str) -> Item:
    name = " ".join(scene.word(k) for k in range(at, end))
    sure = scene.word(at - 1) not in _ILL and (name not in DISEASES or _told_as_vaccine(scene, at, end))
    if code in ("unlisted", "polio"):
        doubt = DoubtReason.UNLISTED if code == "unlisted" else DoubtReason.AMBIGUOUS
        return Item("vaccine", None, at, end, sure=sure, doubt=doubt)
    return Item("vaccine", code, at, end, sure=sure)


def _told_as_vaccine(scene: Scene, at: int, end: int) -> bool:
    """'tiem lao', 'vgb': a verb of vaccinating, or the abbreviation that only vaccines have."""
    abbreviated = end - at > 1 and scene.tokens[at].start == scene.tokens[end - 1].start
    return abbreviated or scene.has("inject")


def _dose(scene: Scene, at: int) -> Item | None:
    """The dose behind a vaccine: mũi 1, lần 2, m3, OPV3, sởi 1."""
    marked = _marked_dose(scene, at)
    if marked:
        return marked
    if scene.words[at : at + 3 : 2] == ["(", ")"] and scene.kind(at + 1) == NUMBER and len(scene.word(at + 1)) == 1:
        return Item("dose", int(scene.word(at + 1)), at, at + 3)  # "5in1(1)=3"
    dashed = scene.word(at) == "-" and scene.tokens[at].glued and at + 1 < scene.size and scene.tokens[at + 1].glued
    if dashed and scene.word(at + 2) not in ("/", "-", "."):
        at += 1  # "5in1-1 10/4"
    if scene.kind(at) != NUMBER or len(scene.word(at)) > 1:
        return None
    value = int(scene.word(at))
    goes_on = scene.word(at + 1) in ("/", "-", ".") and scene.kind(at + 2) == NUMBER and scene.tokens[at + 2].glued
    glued_after = goes_on or scene.word(at + 1) in ("k", "kg", "c", "ch", "chi")
    glued_after = glued_after and scene.tokens[at + 1].glued
    # "ipv 1 hom 17/4", "soi 1 hom thu ba" are dose 1
    dated = (
        scene.word(at + 1) in ("ngay", "hom")
        and scene.word(at + 2) != "truoc"
        and (
            scene.kind(at + 2) == NUMBER
            or any(scene.span(family, at + 1) or scene.span(family, at + 2) for family in _DAYS)
        )
    )
    counts = scene.word(at + 1) in _NO_DOSE_BEFORE and not (scene.tokens[at].glued or dated)
    if not 1 <= value <= _MOST_DOSES or counts or glued_after:
        return None
    return Item("dose", value, at, at + 1)


def _dose_around(scene: Scene, at: int, end: int) -> Item | None:
    """'mũi 5 trong 1 đầu tiên', 'mũi bại liệt thứ 2 hôm kia': an order behind the vaccine, its mark before."""
    if scene.word(at - 1) in ("xin", "cin") or scene.span("inject", at - 1):
        at -= 1 + (scene.word(at - 2) in ("vac", "vacxin"))
    if scene.word(at - 1) not in ("mui", "lieu"):
        return None
    word, after = scene.word(end), end + 1
    if word == "dau" and scene.tokens[end].marked in ("đầu", "dau"):
        return Item("dose", 1, end, after + (scene.word(after) == "tien"))
    if word != "thu":
        return None
    if scene.word(after) == "nhat":
        return Item("dose", 1, end, after + 1)
    hit = number_at(scene, after)
    if hit is None or not 1 <= hit[0] <= _MOST_DOSES or scene.word(hit[1]) in ("tuan", "nay", "vua", "ngay"):
        return None
    # "tiêm mũi sởi thứ 2" alone may be Monday.
    dated = any(other != end for family in ("day", "weekday", "dayword") for other in scene.spans[family])
    return Item("dose", hit[0], end, hit[1]) if dated or hit[0] == 1 else None


def _marked_dose(scene: Scene, at: int) -> Item | None:
    """mũi 1, lần thứ hai, liều 3, m2."""
    end = scene.span("dose", at)
    if not end or scene.word(at - 1) == "moi":
        return None
    if scene.word(at) in ("m", "l") and not (scene.kind(end) == NUMBER and scene.tokens[end].glued):
        return None
    if scene.word(end) == ":" and scene.word(at) not in ("m", "l") and scene.kind(end + 2) in ("", MARK):
        end += 1  # "mũi: 1; ngày: 14/4"
    hit = number_at(scene, end) or _first_dose(scene, at, end)
    if hit is None or not 1 <= hit[0] <= _MOST_DOSES or scene.span("vaccine", end) > hit[1]:
        return None
    return Item("dose", hit[0], at, hit[1])


def _first_dose(scene: Scene, at: int, end: int) -> tuple[int, int] | None:
    """'mũi thứ nhất', 'liều đầu', 'mũi đầu tiên'; 'lần đầu' may only say that the child had never come before."""
    if scene.word(at) not in ("mui", "lieu") and scene.word(end - 1) != "thu":
        return None
    word = scene.word(end) if scene.word(end) != "thu" else scene.word(end + 1)
    if word == "nhat" and scene.word(end - 1) == "thu" and scene.word(end + 1) != "la":
        return 1, end + 1
    if word == "dau" and scene.word(end - 1) != "thu" and scene.tokens[end].marked in ("đầu", "dau"):
        return 1, end + 1 + (scene.word(end + 1) == "tien")
    return None
