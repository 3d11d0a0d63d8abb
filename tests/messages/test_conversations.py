"""What the bot says in the conversations that the design sets, put together from texts and phrases, on SMS."""

from collections.abc import Sequence
from datetime import date

import pytest

from health.events import Age
from messages.describe import birth_phrase, child_phrase, death_phrase, dose_phrase, signs_phrase, vaccine_name
from messages.render import render
from messages.sms import segments
from messages.texts import Line
from messages.voice import Style, Voice

TODAY = date(2026, 4, 20)
SMS = Voice(TODAY, Style.SMS)
MAY_DAY = Voice(date(2026, 5, 1), Style.SMS)
STATION = {"station": "0213 3876543"}
SENDER = {"sender": "Trạm y tế Bình Lư", "limit": 3}
WEEK = {"week": 17, "span": "20-26/4"}
HOME_BIRTH = {
    "sex": "m",
    "weight_g": 2300,
    "date_of_birth": date(2026, 4, 18),
    "place": "home",
    "attendant": "unskilled",
    "mother": "Vàng Thị Dở",
    "village": "Bản Pho Lao Chải",
}
DEATH = {"sex": "f", "mother": "Lò Thị Mây", "age": Age(days=12), "date": date(2026, 5, 1)}
TALKS: Sequence[tuple[Voice, tuple[Line, ...], str]] = (
    (
        SMS,
        (Line("undone", {"code": "S4838", "number": "4838", "what": "bé trai 18/4", "days": 7}),),
        "Da huy S4838 (be trai 18/4). Muon lai: nhan LAI 4838 trong 7 ngay.",
    ),
    (
        MAY_DAY,
        (Line("confirm_death", {"what": death_phrase(DEATH, (), MAY_DAY)}),),
        "Be gai con chi Lo Thi May, 12 ngay tuoi, mat hom nay 1/5. Phai khong? Tra loi CO hoac KHONG",
    ),
    (
        MAY_DAY,
        (Line("death_recorded", {"code": "T4905"}), Line("ask_cause")),
        "Da ghi T4905. Xin chia buon cung gia dinh. Moi tin nhan ve be da ngung. "
        "Nguyen nhan: 1 viem phoi 2 tieu chay 3 tai nan 4 sinh non/nhe can 5 khac 6 khong ro",
    ),
    (MAY_DAY, (Line("cause_noted"),), "Da ghi. Tram se lien he de tham nha. Cam on anh/chi."),
    (
        SMS,
        (
            Line(
                "recorded_in_part",
                {
                    "code": "V4911 V4912 V4913",
                    "what": dose_phrase({"vaccine": "measles", "dose": 1, "count": 3, "date": TODAY}, (), SMS),
                },
            ),
            Line("dose_early", {"child": "103057", "age": "8 tháng 20 ngày"}),
        ),
        "V4911 V4912 V4913: soi mui 1, 3 be, T2 20/4. 103057 moi 8 thang 20 ngay: phai khong? CO/KHONG",
    ),
    (
        SMS,
        (
            Line(
                "dose_today",
                {
                    "code": "V4920",
                    "what": dose_phrase(
                        {"vaccine": "DTP-HB-Hib", "dose": 2, "before": {"dose": 1, "date": date(2026, 6, 18)}}, (), SMS
                    ),
                },
            ),
        ),
        "V4920: 5 trong 1 mui 2 (mui 1: 18/6), hom nay? Tra loi CO hoac ngay",
    ),
    (
        SMS,
        (Line("zero_recorded", {"village": "Bản Pa Pe", **WEEK}),),
        "Da ghi: Ban Pa Pe tuan 17 (20-26/4) khong sinh, khong mat. Cam on anh/chi.",
    ),
    (
        SMS,
        (Line("consent_ask", SENDER),),
        "Tram y te Binh Lu nhan tin nhac tiem chung, dau hieu nguy hiem, bu me va vai cau hoi, toi da 3 tin/tuan, "
        "mien phi. Dong y nhan: tra loi DONG Y. Ngung: NGUNG",
    ),
    (
        SMS,
        (
            Line("consent_thanks"),
            Line("consent_child", {"what": child_phrase({"sex": "f", "date_of_birth": date(2026, 4, 19)}, (), SMS)}),
            Line("next_dose", {"what": f"{vaccine_name('DTP-HB-Hib', SMS)} mũi 1", "due": "19/6"}),
            Line("station_phone", STATION),
        ),
        "Cam on anh/chi. Be gai, sinh 19/4. Mui tiep theo: 5 trong 1 mui 1, tu 19/6. Tram: 0213 3876543",
    ),
    (
        SMS,
        (
            Line("danger", {"signs": signs_phrase(("not_feeding", "fast_breathing"), SMS), **STATION}),
            Line("danger_told"),
        ),
        "DUA BE DEN TRAM NGAY. Khong bu duoc, tho nhanh la dau hieu nguy hiem. Giu am, van cho bu neu be bu duoc. "
        "Goi tram 0213 3876543. Da bao tram va can bo thon.",
    ),
    (SMS, (Line("stopped"),), "Da ngung moi tin. Bat lai: nhan DONG Y."),
    (
        SMS,
        (
            Line("week_counts", {**WEEK, "births": 3, "girls": 1, "deaths": 0, "doses": 14, "children": 11}),
            Line("week_births", {"low_weight": 1, "home": 1}),
            Line("week_villages", {"reported": 6, "villages": 8}),
            Line("week_silent", {"silent": "Nà San (2 tuần), Vân Bình"}),
        ),
        "Tuan 17 (20-26/4): sinh 3 (nu 1), mat 0, tiem 14 mui/11 be. Nhe can 1, de tai nha 1. "
        "Bao cao 6/8 thon. Im lang: Na San (2 tuan), Van Binh.",
    ),
    (
        SMS,
        (
            Line("practice_mark"),
            Line("recorded", {"code": "S1", "what": birth_phrase({"sex": "f", "weight_g": 3100}, (), SMS)}),
        ),
        "(tap) Da ghi S1: be gai 3100g.",
    ),
)


@pytest.mark.parametrize(("voice", "lines", "said"), TALKS)
def test_what_is_said(voice: Voice, lines: tuple[Line, ...], said: str) -> None:
    assert render(lines, voice).text == said


@pytest.mark.parametrize(("voice", "lines", "said"), [talk for talk in TALKS if "Nguyen nhan" not in talk[2]])
def test_an_answer_is_one_segment(voice: Voice, lines: tuple[Line, ...], said: str) -> None:
    assert segments(render(lines, voice).text) == 1


def test_the_longest_receipt_of_a_birth_is_two_segments() -> None:
    lines = (
        Line("recorded", {"code": "S4838", "what": birth_phrase(HOME_BIRTH, (), SMS)}),
        Line("low_weight_no_skilled_told"),
        Line("child_code", {"child": "TE102825"}),
        Line("how_to_correct", {"code": "S4838", "number": "4838"}),
    )
    assert segments(render(lines, SMS).text) == 2
