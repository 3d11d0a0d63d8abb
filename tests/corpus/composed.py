"""Reports put together from everyday pieces in every order, each with the reading it must get."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

TODAY = "2026-04-20"  # a Monday
MOTHERS = (
    "Lò Thị Ngoan", "Giàng Thị Sùng", "Vàng Thị Dợ", "Tẩn Mẩy Pham", "Hạng Thị Chía", "Tao Thị Ún", "Nguyễn Thị Thu Hà",
    "Phàn Lở Mẩy", "Sùng Thị Máy", "Lù Thị Hương", "Thào Thị Mỷ", "Quàng Thị Biên", "Cứ Thị Xá", "Lý Thị Nhìa", "Mùa Thị Ca",
    "Chẻo Tả Mẩy", "Hoàng Thị Lan Anh", "Má Thị Sua", "Đèo Thị Phương", "Vừ Thị Mo", "Khoàng Thị Inh", "Trần Thị Bích",
)  # fmt: skip
CHILDREN = (
    "Lò Văn Đức", "Giàng A Páo", "Vàng Thị Sua", "Tẩn A Sài", "Hạng A Chu", "Tao Văn Khăm", "Nguyễn Gia Bảo", "Lù Văn Tuấn",
    "Sùng A Tủa", "Thào Thị Xia", "Lý Láo San", "Mùa A Dế", "Phàn Văn Sơn", "Cứ A Lử", "Quàng Thị Linh", "Hoàng Minh Khang",
)  # fmt: skip
BORN = (
    ("hôm qua", "2026-04-19"), ("sáng nay", "2026-04-20"), ("hôm kia", "2026-04-18"), ("đêm qua", "2026-04-19"), ("12/4", "2026-04-12"),
    ("ngày 12/4", "2026-04-12"), ("ngày 15", "2026-04-15"), ("hôm thứ 6", "2026-04-17"), ("chủ nhật", "2026-04-19"), ("hôm thứ 5", "2026-04-16"),
    ("thứ 4 tuần trước", "2026-04-15"), ("17.4.2026", "2026-04-17"), ("ngày 3 tháng 4", "2026-04-03"), ("3 hôm trước", "2026-04-17"),
    ("cách đây 5 ngày", "2026-04-15"), ("tối hôm kia", "2026-04-18"), ("14-4", "2026-04-14"), ("lúc 2h sáng nay", "2026-04-20"),
    ("16/4/26", "2026-04-16"), ("trưa qua", "2026-04-19"), ("rạng sáng nay", "2026-04-20"),
)  # fmt: skip
WEIGHTS = (
    ("3kg2", 3200), ("nặng 3,1kg", 3100), ("2 cân 8", 2800), ("3200g", 3200), ("nặng 2kg", 2000), ("3 kg 4", 3400), ("2.9kg", 2900),
    ("3 cân rưỡi", 3500), ("nặng 3.3", 3300), ("được 3 ký 1", 3100), ("cân nặng 2700", 2700), ("3kg05", 3050), ("2k6", 2600), ("1kg9", 1900),
    ("nặng 3 cân", 3000), ("2 kg rưỡi", 2500), ("3000 gram", 3000), ("cân được 3kg", 3000), ("2kg 450", 2450),
)  # fmt: skip
SEXES = (("bé trai", "m"), ("bé gái", "f"), ("con trai", "m"), ("con gái", "f"), ("cháu trai", "m"), ("cháu gái", "f"), ("1 bé trai", "m"), ("một bé gái", "f"))
PLACES = (
    ("tại trạm", "facility"), ("ở trạm y tế", "facility"), ("ở nhà", "home"), ("tại nhà", "home"), ("ở viện huyện", "facility"), ("tại bệnh viện tỉnh", "facility"),
    ("trên đường ra trạm", "other"), ("ở lán nương", "other"), ("ở nhà bà ngoại", "home"), ("ở bv tỉnh", "facility"), ("dọc đường đi viện", "other"), ("tại TTYT huyện", "facility"),
)  # fmt: skip
HELPERS = (
    ("bà mụ đỡ", "unskilled"), ("chồng đỡ", "unskilled"), ("mẹ chồng đỡ", "unskilled"), ("y sĩ đỡ", "skilled"), ("cô đỡ thôn bản đỡ", "skilled"), ("không ai đỡ", "unskilled"),
    ("bà ngoại đỡ", "unskilled"), ("nữ hộ sinh đỡ", "skilled"), ("tự đẻ một mình", "unskilled"), ("bà hàng xóm đỡ", "unskilled"), ("y tế thôn bản đỡ", "skilled"),
)  # fmt: skip
VILLAGES = (("bản Nà Đon", "B02"), ("bản Hoa Vân", "B03"), ("thôn Thống Nhất", "B04"), ("ở bản Tòng Pẳn", "B05"), ("bản Nà San", "B06"), ("B07", "B07"))
BIRTHS = ("sinh", "đẻ", "mới sinh", "vừa đẻ", "sinh được", "đã sinh", "đẻ được", "hạ sinh", "đã đẻ")
AGES = (
    ("5 tháng tuổi", {"months": 5}), ("12 ngày tuổi", {"days": 12}), ("2 tuổi", {"years": 2}), ("18 tháng", {"months": 18}), ("được 3 tuần tuổi", {"days": 21}),
    ("9 tháng", {"months": 9}), ("4 tuổi", {"years": 4}), ("1 tuổi rưỡi", {"months": 18}), ("mới 7 ngày tuổi", {"days": 7}),
)  # fmt: skip
DEATHS = ("mất", "chết", "tử vong", "đã mất", "qua đời", "không qua khỏi", "mất rồi", "đã chết")
CAUSES = (
    ("do viêm phổi", "pneumonia"), ("vì tiêu chảy", "diarrhoea"), ("do ngã xuống ao", "drowning"), ("do tai nạn xe máy", "injury"), ("vì sốt rét", "infection"), ("không rõ nguyên nhân", "unknown"),
    ("do tim bẩm sinh", "congenital"), ("do đuối nước", "drowning"), ("vì viêm màng não", "infection"), ("bị viêm phổi nặng", "pneumonia"), ("do ngộ độc", "injury"),
)  # fmt: skip
VACCINES = (
    ("sởi", "measles"), ("lao", "BCG"), ("5 trong 1", "DTP-HB-Hib"), ("5in1", "DTP-HB-Hib"), ("viêm gan B sơ sinh", "HepB0"), ("MR", "MR"), ("sởi rubella", "MR"),
    ("viêm não Nhật Bản", "JE"), ("BCG", "BCG"), ("IPV", "IPV"), ("phế cầu", "PCV"), ("VNNB", "JE"), ("vgb", "HepB0"), ("SII", "DTP-HB-Hib"), ("ComBE Five", "DTP-HB-Hib"),
)  # fmt: skip
DOSES = (("mũi 1", 1), ("mũi 2", 2), ("lần 3", 3), ("mũi thứ 2", 2), ("liều 1", 1), ("m2", 2))
_NO_DOSE = frozenset(("HepB0", "BCG"))
_SEPARATORS = (", ", " ", ", ", "; ", " - ", ". ", "\n")
Line = dict[str, Any]


def bare(text: str) -> str:
    """Without accents, as most phones write."""
    kept = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


def composed(count: int, seed: int) -> Iterator[Line]:
    """So many messages, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        text, report = kind(chance)
        text = chance.choice(HANDS)(text)
        report.setdefault("village", "B01")
        missing = [field for field in _required(report) if field not in report]
        expect = {"kind": report["kind"], "reports": [report], "missing": missing}
        yield {"id": f"x{number}", "text": text, "as": "collaborator", "village_of_sender": "B01", "today": TODAY, "expect": expect, "tags": []}


def _required(report: Line) -> tuple[str, ...]:
    if report["kind"] == "birth":
        return ("date_of_birth", "sex", "weight_g", "place", "village")
    if report["kind"] == "death":
        return ("date", "age", "village")
    named = any(field in report for field in ("name", "mother", "child_code")) or report.get("count", 0) > 1
    return ("vaccine", "date", "village", *(() if named else ("name",)))


def _sentence(chance: random.Random, head: str, rest: list[str]) -> str:
    """The head, then the rest in any order, parted in one way."""
    chance.shuffle(rest)
    separator = chance.choice(_SEPARATORS)
    return separator.join([head, *rest])


def _some(chance: random.Random, share: float) -> bool:
    return chance.random() < share


def _birth(chance: random.Random) -> tuple[str, Line]:
    sex, weight, day, place = (chance.choice(pieces) for pieces in (SEXES, WEIGHTS, BORN, PLACES))
    mother, verb = chance.choice(MOTHERS), chance.choice(BIRTHS)
    report: Line = {"kind": "birth", "sex": sex[1], "mother": mother}
    head = chance.choice((f"chị {mother} {verb} {sex[0]}", f"{mother} {verb} {sex[0]}", f"báo sinh: mẹ {mother}, {sex[0]}", f"sp {mother} {verb} {sex[0]}", f"{verb} {sex[0]}, mẹ {mother}"))
    rest = []
    for field, piece, share in (("weight_g", weight, 0.9), ("date_of_birth", day, 0.9), ("place", place, 0.85)):
        if _some(chance, share):
            rest.append(piece[0])
            report[field] = piece[1]
    if report.get("place") in ("home", "other") and _some(chance, 0.7):
        helper = chance.choice(HELPERS)
        rest.append(helper[0])
        report["attendant"] = helper[1]
    if _some(chance, 0.25):
        village = chance.choice(VILLAGES)
        rest.append(village[0])
        report["village"] = village[1]
    return _sentence(chance, head, rest), report


def _death(chance: random.Random) -> tuple[str, Line]:
    age, day, cause, place = (chance.choice(pieces) for pieces in (AGES, BORN, CAUSES, PLACES))
    name, mother, verb = chance.choice(CHILDREN), chance.choice(MOTHERS), chance.choice(DEATHS)
    report: Line = {"kind": "death", "age": age[1]}
    who, more = chance.choice(((f"cháu {name}", {"name": name}), (f"bé {name} con chị {mother}", {"name": name, "mother": mother}), (f"con chị {mother}", {"mother": mother}), (f"cháu gái con chị {mother}", {"mother": mother, "sex": "f"})))
    report |= more
    rest = []
    for field, piece, share in (("date", day, 0.9), ("cause", cause, 0.7), ("place", place, 0.7)):
        if _some(chance, share):
            rest.append(piece[0])
            report[field] = piece[1]
    if report.get("place") == "other" or report.get("cause") == "drowning":
        pass
    if report.get("cause") == "drowning" and "ao" in cause[0] and "place" not in report:
        report["place"] = "other"
    return _sentence(chance, f"{who} {age[0]} {verb}", rest), report


def _dose(chance: random.Random) -> tuple[str, Line]:
    vaccine, dose, day = (chance.choice(pieces) for pieces in (VACCINES, DOSES, BORN))
    name, mother, number = chance.choice(CHILDREN), chance.choice(MOTHERS), chance.randint(2, 30)
    report: Line = {"kind": "vaccination", "vaccine": vaccine[1], "date": day[1]}
    who, more = chance.choice(((f"cháu {name}", {"name": name}), (name, {"name": name}), (f"con chị {mother}", {"mother": mother}), (f"{number} cháu", {"count": number})))
    report |= more
    what = vaccine[0]
    if _some(chance, 0.6):
        what = f"{what} {dose[0]}"
        if vaccine[1] not in _NO_DOSE:
            report["dose"] = dose[1]
    text = chance.choice((f"{who} tiêm {what} {day[0]}", f"{day[0]} tiêm {what} cho {who}", f"{day[0]} {who} đã tiêm {what}", f"{who} đi tiêm {what}, {day[0]}", f"tiêm {what}: {who}, {day[0]}", f"{day[0]}: {who} tiêm {what}"))
    return text, report


KINDS: tuple[Callable[[random.Random], tuple[str, Line]], ...] = (_birth, _death, _dose)
HANDS: tuple[Callable[[str], str], ...] = (str, bare, lambda text: bare(text).lower(), str.lower, str.upper, lambda text: text + " ạ", lambda text: "em báo " + text)
