"""ROI, DA KHAI SINH, SAU TIEM, DOI NGAY TIEM, KHEN and GOP Y, and what only looks like one of them."""

import pytest

from messages.command_kinds import Command, CommandKind
from messages.commands import read_command, read_feedback

K = CommandKind


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("VẮC XIN", K.VACCINES, ""),
        ("bật rota", K.SWITCH_ON, "rota"),
        ("bat nhac phe cau", K.SWITCH_ON, "phe cau"),
        ("TAT ROTA", K.SWITCH_OFF, "ROTA"),
        ("ROI", K.DONE, ""),
        ("Rồi ạ", K.DONE, "ạ"),
        ("rồi.", K.DONE, ""),
        ("đã tiêm rồi", K.DONE, ""),
        ("da tiem roi hom qua", K.DONE, "hom qua"),
        ("be tiem roi, 18/4", K.DONE, "18/4"),
        ("/roi", K.DONE, ""),
        ("DA KHAI SINH", K.REGISTERED, ""),
        ("Đã làm khai sinh rồi em nhé", K.REGISTERED, "rồi em nhé"),
        ("da khai sinh 102748", K.REGISTERED, "102748"),
        ("sau tiêm", K.AFTER_DOSES, ""),
        ("/sautiem", K.AFTER_DOSES, ""),
        ("Đổi ngày tiêm 15/5 sang 17/5", K.MOVE_SESSION, "15/5 sang 17/5"),
        ("doi ngay tiem", K.MOVE_SESSION, ""),
        ("KHEN chị Mây tận tình", K.PRAISE, "chị Mây tận tình"),
        ("Khen: tram sach se", K.PRAISE, "tram sach se"),
        ("gop y doi lau qua", K.COMPLAINT, "doi lau qua"),
        ("GÓP Ý không tên: phát sổ chậm", K.COMPLAINT, "không tên: phát sổ chậm"),
    ],
)
def test_commands(text: str, kind: CommandKind, rest: str) -> None:
    assert read_command(text) == Command(kind, rest=rest)


@pytest.mark.parametrize(
    "text",
    [
        "roi be sot cao co giat tu hom qua den gio",  # more than a day
        "da khai sinh nhung sai ten",
        "sau tiem be sot cao",
        "mai doi ngay tiem",
        "ai cung khen tram",
        "be moi sinh roi",
    ],
)
def test_talk(text: str) -> None:
    assert read_command(text) is None


@pytest.mark.parametrize(
    ("rest", "words", "nameless"),
    [
        ("doi lau qua", "doi lau qua", False),
        ("khong ten doi lau qua", "doi lau qua", True),
        ("giấu tên, đợi lâu quá", "đợi lâu quá", True),
        ("đợi lâu quá (giấu tên)", "đợi lâu quá", True),
        ("doi lau qua. KHONG TEN", "doi lau qua", True),
        ("so tiem khong ten be", "so tiem khong ten be", False),  # neither before nor behind
        ("", "", False),
        ("khong ten", "", True),
    ],
)
def test_without_a_name(rest: str, words: str, nameless: bool) -> None:
    assert read_feedback(rest) == (words, nameless)
