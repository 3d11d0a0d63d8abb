"""The same news as other hands and other phones send it: all of them are read as one and the same report."""

import unicodedata

import pytest

from messages.reading.understand import understand
from messages.reading.understanding import Kind, Understanding
from tests.messages.reading.sample import CONTEXT

GIRL = {"sex": "f", "weight_g": 3200, "date_of_birth": "2026-04-19", "place": "facility", "village": "B03"}
PLAIN = "be gai sinh hom qua 3kg2 tai tram"
ACCENTED = "Bé gái sinh hôm qua, 3kg2, tại trạm"

LETTERS = (
    unicodedata.normalize("NFD", ACCENTED),
    unicodedata.normalize("NFKD", ACCENTED),
    ACCENTED.upper(),
    PLAIN.upper(),
    "be gái sinh hom qua 3kg2 tại tram",  # accents half on
    "bé gáі sіnh hôm quа 3kg2 tạі trạm",  # Cyrillic і and а
    "bé gαi sinh hοm qua 3kg2 tai tram",  # Greek
    "ｂｅ ｇａｉ ｓｉｎｈ ｈｏｍ ｑｕａ ３ｋｇ２ ｔａｉ ｔｒａｍ",
    "𝐛𝐞́ 𝐠𝐚́𝐢 𝘀𝗶𝗻𝗵 𝘩𝘰̂𝘮 𝘲𝘶𝘢 3kg2 𝓽𝓪𝓲 𝓽𝓻𝓪𝓶",
    "ⓑⓔ ⓖⓐⓘ sinh hom qua ③kg② tai tram",
    "bé gái sinh hôm qua 3️⃣kg2️⃣ tại trạm",
    "be gai sinh hom qua ❸kg❷ tai tram",
    "be gai sinh hom qua 3kg² tai tram",
    "be gai sinh hom qua ٣kg٢ tai tram",
    "b\u200bé g\u00adái si\u200dnh h\u2060ôm qua 3\ufeffkg2 t\u200cại trạm",
    "\u202bbe gai sinh hom qua 3kg2 tai tram\u202c\u200f",
    "be gai sinh hom qua 3㎏2 tai tram",
    "be gai sinh hom qua 3,2 kg tai tram",
    "be gai sinh hom qua 3，2 kg tai tram",
)
RESIDUE = (
    "be' gai' sinh hom^ qua 3kg2 tai tram",
    "bes gais sinh hoom qua 3kg2 taij tramj",
    "beS gaiS sinh hooM qua 3kg2 tajI trajm",
    "BES GAIS SINH HOOM QUA 3KG2 TAIJ TRAMJ",
    "bes gasi sinh homo qua 3kg2 taji trajm",  # keys in another order
    "be1 gai1 sinh ho6m qua 3kg2 tai5 tram5",
    "be1 ga1i sinh hom6 qua 3kg2 ta5i tra5m",
    "BE1 GAI1 SINH HO6M QUA 3KG2 TAI5 TRAM5",
    "beF gai1s sinh hom qua 3kg2 tai tram",
    "sinh4 be gai hom qua 3kg2 tai tram",
    "bé gais sinh hom qua 3kg2 tai tramj",
)
SPACES = (
    "  be   gai sinh  hom  qua   3kg2\ttai  tram  ",
    "be gai sinh hom qua 3 kg 2 tai tram",
    "be gai sinh hom qua 3kg 2 tai tram",
    "be gai sinh hom qua 3 kg2 tai tram",
    "begaisinhhomqua3kg2taitram",
    "be gai,sinh hom qua,3kg2,tai tram",
    "BeGai sinh HomQua 3kg2 taitram",
    "be gai sinh hom qua 3kg2 tai tra m",
    "be ga i sinh hom qua 3kg2 tai tr am",
    "be gai sinh hom qua 3kg2 tai tr\nam",
    "be ga\ni sinh hom qua 3kg2 tai tram",
    "be gai\nsinh hom qua\n3kg2\ntai tram",
    "be gai\r\nsinh hom qua\r\n3kg2\r\ntai tram",
    "bé 👶 gái 🎉 sinh hôm qua 3kg2 🏥 tại trạm 🙏🏽",
    "bé👶🏽gái sinh👩‍👧hôm qua 3kg2 tại trạm",
)
WRAPPED = (
    f"(1/2) {PLAIN}",
    f"(1/2){PLAIN}",
    f"[2/2] {PLAIN}",
    f"1/2: {PLAIN}",
    f"1/2) {PLAIN}",
    f"{PLAIN} (1/2)",
    "(1/2) be gai sinh hom\n(2/2) qua 3kg2 tai tram",
    f"> be trai sinh hom kia 2kg9\n> o nha\n{PLAIN}",
    f"{PLAIN}\n> be trai chet hom kia, 3 ngay tuoi",
    f"Da ghi S4821: be trai 2900g, tai nha, Pa Pe. Ma be TE575302. Sai: SUA 4821 ... hoac HUY 4821\n{PLAIN}",
    f"Da ghi S4821: be trai 2900g, T7 18/4, tai nha. Ma be TE575302. Sai: SUA 4821 ... hoac HUY 4821. {PLAIN}",
    f"Đã ghi S4821: bé trai 2900g, T7 18/4, tại nhà.\n{ACCENTED}",
    f"S1002: be trai 2300g, tai nha. Con thieu: ngay sinh, ai do de. Vd: hom kia, ba mu\n{PLAIN}",
    f"{PLAIN}\n-----Original Message-----\nbe trai chet hom kia, 3 ngay tuoi",
    f"{PLAIN}\n\nVào 08:10 ngày 19/4/2026, Trạm đã viết:\nbe trai chet hom kia, 3 ngay tuoi",
    f"Re: be trai sinh hom kia\n{PLAIN}",
    f"Re: {PLAIN}",
    f"Trả lời: {ACCENTED}",
    f"Tra loi: {PLAIN}",
    f"Fwd: {PLAIN}",
    f"FW: RE: {PLAIN}",
    f"Chuyển tiếp: {ACCENTED}",
    f"Tin chuyển tiếp từ chị Lò Thị Hoa: {ACCENTED}",
    f"---------- Tin nhắn chuyển tiếp ----------\n{ACCENTED}",
    f"{ACCENTED}\n\nGửi từ iPhone của tôi",
    f"{PLAIN}. Duoc gui tu Zalo",
    f"{PLAIN}\nSent from my Samsung Galaxy",
)


def told(understanding: Understanding) -> list[dict[str, object]]:
    """The reports as plain values."""
    return [
        {name: str(found.value) if name == "date_of_birth" else found.value for name, found in report.fields.items()}
        for report in understanding.reports
    ]


@pytest.mark.parametrize("text", [*LETTERS, *RESIDUE, *SPACES, *WRAPPED])
def test_read_as_one_and_the_same(text: str) -> None:
    found = understand(text, CONTEXT)
    assert found.kind is Kind.BIRTH
    assert told(found) == [GIRL]
    for report in found.reports:
        for value in report.fields.values():
            assert 0 <= value.start <= value.end <= len(text)


# What looks like wrapping or residue and is none, or would be a guess: (text, kind, reports, values that must stand).
KEPT = (
    ("1/4: be gai sinh o tram 3kg2", Kind.BIRTH, 1, {"date_of_birth": "2026-04-01"}),
    ("17/4: be gai sinh o tram 3kg2", Kind.BIRTH, 1, {"date_of_birth": "2026-04-17"}),
    ("sinh 2 be gai hom qua tai tram", Kind.BIRTH, 2, {"sex": "f"}),
    ("sinh2 be gai hom qua tai tram", Kind.BIRTH, 2, {"sex": "f"}),
    ("sinh 4/4, be gai 3kg tai tram", Kind.BIRTH, 1, {"date_of_birth": "2026-04-04"}),
    ("sinh4/4, be gai 3kg tai tram", Kind.BIRTH, 1, {"date_of_birth": "2026-04-04"}),
    ("tiem soi m 1 cho be Pao hom qua", Kind.VACCINATION, 1, {"vaccine": "measles"}),
    ("be gai sinh hom qua 3kg½ tai tram", Kind.BIRTH, 1, {"weight_g": 3500}),
    ("be gai sinh hom qua 3½ kg tai tram", Kind.BIRTH, 1, {"weight_g": 3500}),
    ("Tiêm cho bé nhà chị Gi hôm qua: lao", Kind.VACCINATION, 1, {"vaccine": "BCG"}),
    ("Da ghi S4821: be trai 2900g, T7 18/4, tai nha. Ma be TE575302.", Kind.NONE, 0, {}),
    ("> be trai chet hom kia, 3 ngay tuoi", Kind.NONE, 0, {}),
    ("> be trai chet hom kia, 3 ngay tuoi\nvang a", Kind.NONE, 0, {}),
    (
        "Da ghi S4821: be trai 2900g, tai nha. Sai: SUA 4821 ... hoac HUY 4821\nnham, be gai",
        Kind.CORRECT,
        1,
        {"sex": "f"},
    ),
    ("Da ghi S4821 nham roi: be gai", Kind.CORRECT, 1, {"sex": "f"}),
    ("vao vien luc 8h, me da viet: be gai sinh hom qua", Kind.BIRTH, 1, {"sex": "f"}),
    ("be gai sinh hom qua tren xe bus, 3kg", Kind.BIRTH, 1, {"weight_g": 3000}),
    ("gui tu tram: be gai sinh hom qua 3kg2", Kind.BIRTH, 1, {"weight_g": 3200}),
    ("be sinh hom qua, nang >3kg o tram", Kind.BIRTH, 1, {"date_of_birth": "2026-04-19"}),
)


@pytest.mark.parametrize(("text", "kind", "reports", "values"), KEPT)
def test_no_guess(text: str, kind: Kind, reports: int, values: dict[str, object]) -> None:
    found = understand(text, CONTEXT)
    assert (found.kind, len(found.reports)) == (kind, reports)
    for report in told(found):
        assert {name: report.get(name) for name in values} == values


def test_telex_of_a_danger_is_no_foreign_word() -> None:
    assert understand("trer 15 ngayf khoong bus", CONTEXT).signs == ("not_feeding",)


def test_a_quoted_danger_is_no_alarm_and_a_forwarded_one_is() -> None:
    assert understand("> be bo bu tim tai\nda khoi roi a", CONTEXT).kind is not Kind.DANGER_SIGN
    assert understand("Fwd: be bo bu tim tai", CONTEXT).kind is Kind.DANGER_SIGN
