"""Requests for erasure, moves of a child, sharing: read in any spelling, and nothing else read as one."""

import pytest

from messages.commands import Command, CommandKind, read_command

ERASURES = (
    ("yeu cau xoa", ()),
    ("YÊU CẦU XÓA", ()),
    ("yêu cầu xoá 3", (3,)),
    ("/yeucauxoa", ()),
    ("/yeucauxoa@bekhoe_bot 12", (12,)),
    ("ds xoa", ()),
)
MOVES = (
    ("chuyen 102748 ve ban Nà San", "to", "ban Nà San"),
    ("Chuyển bé 102748 về bản Nà San", "to", "bản Nà San"),
    ("be te102748 chuyen sang Vân Bình", "to", "Vân Bình"),
    ("/chuyen 102748 ve Na San", "to", "Na San"),
    ("be 102748 chuyen di noi khac", "away", ""),
    ("bé 102748 đã chuyển đi xã khác rồi", "away", "rồi"),
    ("TE102748 chuyen di", "away", ""),
    ("cháu 102748 chuyển đến từ xã khác", "here", ""),
    ("chuyen den 102748 ban na san", "here", "ban na san"),
    ("be 102748 chuyen", "", ""),
)
COMES = (
    ("chuyen den: be gai sinh 12/3/2026 me Lo Thi May", "be gai sinh 12/3/2026 me Lo Thi May"),
    ("bé mới chuyển đến, trai sinh 1/1/2026", "trai sinh 1/1/2026"),
    ("/chuyenden be gai sinh 12/3/2026", "be gai sinh 12/3/2026"),
    ("chuyển đến", ""),
)
NEITHER = (
    "be 102748 chuyen vien",
    "bé 102748 chuyển nặng",
    "be 102748 chuyen bien xau",
    "be 102748 chuyen len benh vien huyen",
    "chuyen da sinh be gai 3kg",
    "chuyen den benh vien huyen",
    "chuyen lich tiem",
    "yeu cau xoa bao cao 4838",
)


@pytest.mark.parametrize(("text", "numbers"), ERASURES)
def test_the_list_of_requests(text: str, numbers: tuple[int, ...]) -> None:
    assert read_command(text) == Command(CommandKind.ERASURES, numbers)


@pytest.mark.parametrize(("text", "way", "rest"), MOVES)
def test_a_child_moves(text: str, way: str, rest: str) -> None:
    assert read_command(text) == Command(CommandKind.CHILD_MOVES, rest=rest, code="102748", role=way)


@pytest.mark.parametrize(("text", "rest"), COMES)
def test_a_child_comes(text: str, rest: str) -> None:
    assert read_command(text) == Command(CommandKind.CHILD_COMES, rest=rest)


@pytest.mark.parametrize("text", ["huy chuyen 102748", "Hủy chuyển bé 102748", "/huychuyen 102748"])
def test_a_move_is_undone(text: str) -> None:
    assert read_command(text) == Command(CommandKind.CHILD_BACK, code="102748")


@pytest.mark.parametrize("text", NEITHER)
def test_illness_and_work_are_no_moves(text: str) -> None:
    found = read_command(text)
    kinds = {CommandKind.CHILD_MOVES, CommandKind.CHILD_COMES, CommandKind.CHILD_BACK, CommandKind.ERASURES}
    assert found is None or found.kind not in kinds


@pytest.mark.parametrize("text", ["huy xoa", "Hủy xóa", "không xoá nữa", "/huyxoa", "thôi không xóa"])
def test_a_request_is_taken_back(text: str) -> None:
    assert read_command(text) == Command(CommandKind.KEEP_DATA)


@pytest.mark.parametrize("text", ["KHONG CHIA SE", "không chia sẻ", "ko chia se nua", "ngừng chia sẻ", "/khongchiase"])
def test_sharing_ends(text: str) -> None:
    assert read_command(text) == Command(CommandKind.NO_SHARING)


@pytest.mark.parametrize("text", ["CHIA SE", "chia sẻ", "đồng ý chia sẻ", "/chiase"])
def test_sharing_is_given(text: str) -> None:
    assert read_command(text) == Command(CommandKind.SHARING)
