"""Commands at the start of a message, and what only looks like one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.command_kinds import Command, CommandKind
from messages.commands import read_command

K = CommandKind


def command(kind: CommandKind, *numbers: int, **more: object) -> Command:
    return Command(kind, numbers, **more)  # type: ignore[arg-type]


ENROLLING = (
    ("dang ky 102748 0912345678", command(K.ENROL, 102748, code="TE102748", rest="0912345678")),
    ("Đăng ký TE102748 số 0912 345 678", command(K.ENROL, 102748, code="TE102748", rest="0912345678")),
    ("dk be 102748: +84 912.345.678 a", command(K.ENROL, 102748, code="TE102748", rest="0912345678")),
    (
        "dang ki cho chau 102748 sdt 0912345678 me Lo Thi May",
        command(K.ENROL, 102748, code="TE102748", rest="0912345678"),
    ),
    ("dang ky 102748", command(K.ENROL, 102748, code="TE102748")),
    ("dang ky 102748 091234", command(K.ENROL, 102748, code="TE102748")),
    ("/dangky 102748 0912345678", command(K.ENROL, 102748, code="TE102748", rest="0912345678")),
    ("/dangky", command(K.ENROL)),
    ("dang ky nhan tin", None),
    ("dang ky tiem ngay 12/4", None),
    ("dang ky 0912345678", None),
    ("em muon dang ky 102748 0912345678", None),
)

JOINING = (
    ("THAM GIA K7M2QX", command(K.JOIN, code="K7M2QX")),
    ("tham  gia: k7m2qx.", command(K.JOIN, code="K7M2QX")),
    ("Tham gia K7M2 QX ạ", command(K.JOIN, code="K7M2QX")),
    ("thamgia 123456", command(K.JOIN, code="123456")),
    ("tham gia", command(K.JOIN)),
    ("/start K7M2QX", command(K.JOIN, code="K7M2QX")),
    ("/start", command(K.START)),
    ("/thamgia@bekhoe_bot k7m2qx", command(K.JOIN, code="K7M2QX")),
    ("/start TE102748", command(K.CHILD, 102748, code="TE102748")),
    ("tham gia duoc khong", None),
    ("tham gia tap huan o xa", None),
    ("em muon tham gia K7M2QX", None),
    ("be 102748", command(K.CHILD, 102748, code="TE102748")),
    ("Bé TE102748.", command(K.CHILD, 102748, code="TE102748")),
    ("te102748", command(K.CHILD, 102748, code="TE102748")),
    ("mã bé 102748", command(K.CHILD, 102748, code="TE102748")),
    ("be 102748 mat sang nay", None),
    ("be 3100", None),
    ("be 12 ngay", None),
)

TRAY = (
    ("HOP", command(K.TRAY)),
    ("hộp", command(K.TRAY)),
    ("/hop", command(K.TRAY)),
    ("hop trang 2", command(K.TRAY, 2)),
    ("hop 17", command(K.TRAY_OPEN, 17)),
    ("Hộp: 17.", command(K.TRAY_OPEN, 17)),
    ("/hop 17", command(K.TRAY_OPEN, 17)),
    ("hop 99999999999999", command(K.TRAY_OPEN, 0)),
    ("HOP 17 sinh be gai 3kg1 hom qua", command(K.TRAY_READ, 17, rest="sinh be gai 3kg1 hom qua")),
    ("hop 17 bo qua nha chi May roi", command(K.TRAY_READ, 17, rest="bo qua nha chi May roi")),
    ("hop 17 tra loi mai tiem nhe", command(K.TRAY_ANSWER, 17, rest="mai tiem nhe")),
    ("HỘP 17 TRẢ LỜI: mai tiêm nhé", command(K.TRAY_ANSWER, 17, rest="mai tiêm nhé")),
    ("hop 17 tra loi", command(K.TRAY_ANSWER, 17)),
    ("hop 17 BỎ", command(K.TRAY_NOTHING, 17)),
    ("họp", None),
    ("họp 17", None),
    ("họp thôn tối nay", None),
    ("hop thon toi nay", None),
    ("hộp sữa", None),
    ("hop 2 cai", None),
    ("hop 8 gio sang mai", None),
    ("hop 15/4 o nha van hoa", None),
    ("hợp 17", None),
    ("em hop 17", None),
)

OPENING = (
    ("mo 4821", command(K.OPEN, 4821)),
    ("MỞ S4821", command(K.OPEN, 4821)),
    ("/mo 4821", command(K.OPEN, 4821)),
    ("/mo", command(K.OPEN)),
    ("mo", None),
    ("mổ đẻ", None),
    ("mo de be trai 3kg", None),
    ("mổ 3100", None),
    ("mo 3100 gam", None),
    ("mo 3100 be gai o vien", None),
    ("mo t4", None),
    ("mo 4821 4822", None),
    ("Giàng Thị Mo", None),
    ("mợ 4821", None),
)

NUMBERED = (
    ("sua 4838 2kg7", command(K.CORRECT, 4838, rest="2kg7")),
    ("SỬA S4838: 2kg7, bé gái", command(K.CORRECT, 4838, rest="2kg7, bé gái")),
    ("sửa lại 4838 mẹ Lò Thị Mây", command(K.CORRECT, 4838, rest="mẹ Lò Thị Mây")),
    ("Sua so s7", command(K.CORRECT, 7)),
    ("suawr 4838 2kg7", command(K.CORRECT, 4838, rest="2kg7")),
    ("/sua 4838 2kg7", command(K.CORRECT, 4838, rest="2kg7")),
    ("/sua", command(K.CORRECT)),
    ("sua 120 ml moi lan", None),
    ("sua me 3 lan", None),
    ("sửa 12 2kg7", None),
    ("sua 19/4", None),
    ("sữa mẹ là tốt nhất", None),
    ("sửa tên bé thành Hảng A Sáng", None),
    ("huy 4838", command(K.UNDO, 4838)),
    ("Hủy: T4905!", command(K.UNDO, 4905)),
    ("huỷ 4838", command(K.UNDO, 4838)),
    ("huy 4838 4839, S4840 va V4841", command(K.UNDO, 4838, 4839, 4840, 4841)),
    ("huy 4838 và 4839 báo nhầm", command(K.UNDO, 4838, 4839, rest="báo nhầm")),
    ("huy 4838 va be khoe", command(K.UNDO, 4838, rest="va be khoe")),
    ("xoa 4838", command(K.UNDO, 4838)),
    ("/huy 4838", command(K.UNDO, 4838)),
    ("/huy", command(K.UNDO)),
    ("hủy", None),
    ("Huy 12 tuoi bi om", None),
    ("Huy mat roi", None),
    ("huy 0912345678", None),
    ("lai 4838", command(K.RESTORE, 4838)),
    ("LẠI S4838", command(K.RESTORE, 4838)),
    ("lay lai 4838", command(K.RESTORE, 4838)),
    ("Lai de hom qua", None),
    ("lai 100 g nua", None),
)

STOP, UNCLEAR = command(K.STOP), command(K.AMBIGUOUS_DUNG)
STOPPING = (
    ("NGUNG", STOP),
    ("ngừng", STOP),
    ("Ngưng nhé em", STOP),
    ("ngung nhan tin", STOP),
    ("ngung tin di", STOP),
    ("xin ngung moi tin nhan", STOP),
    ("em xin ngừng ạ", STOP),
    ("nguwngf", STOP),
    ("ngunwgf", STOP),
    ("ngu7ng2 tin", STOP),
    ("ngug", STOP),
    ("dừng", STOP),
    ("DỪNG LẠI", STOP),
    ("Dừng nhắn tin", STOP),
    ("dùng", UNCLEAR),
    ("đừng nhắn nữa", STOP),
    ("duwngf", STOP),
    ("dungwf", STOP),
    ("du7ng2", STOP),
    ("d9u7ng2 nha81n tin", STOP),
    ("dung nhan", STOP),
    ("dung nhan tin", STOP),
    ("dung gui nua", STOP),
    ("dung lai", STOP),
    ("dung", UNCLEAR),
    ("DUNG.", UNCLEAR),
    ("dung a", UNCLEAR),
    ("dung nhe em", UNCLEAR),
    ("dug", UNCLEAR),
    ("đúng", None),
    ("Đúng rồi ạ", None),
    ("dungs", None),
    ("dd9u1ng", None),
    ("dung roi", None),
    ("dung khong", None),
    ("dung vay", None),
    ("dung ngay 19/4", None),
    ("Dung de hom qua be trai", None),
    ("dung so nay", None),
    ("stop", STOP),
    ("STOP ALL", STOP),
    ("stop nhan tin giup em", STOP),
    ("stop cam on", STOP),
    ("stop roi", STOP),
    ("thoi duoc roi", None),
    ("thoi", STOP),
    ("THÔI", STOP),
    ("thooi", STOP),
    ("tho6i", STOP),
    ("thôi đừng nhắn nữa", None),
    ("thoi khong nhan nua", STOP),
    ("thoi tiet lanh qua", None),
    ("thời tiết", None),
    ("thổi", None),
    ("thoi noi cua chau", None),
    ("huy dang ky", STOP),
    ("HỦY NHẬN TIN", STOP),
    ("khong nhan tin nua", STOP),
    ("ngung tho roi", None),
    ("ngừng thở", None),
    ("ngung bu sua me duoc khong", None),
    ("stop sua", None),
    ("/ngung", STOP),
    ("/stop", STOP),
)

ALONE = (
    ("DONG Y", command(K.CONSENT)),
    ("đồng ý ạ", command(K.CONSENT)),
    ("Dạ, em đồng ý!", None),
    ("em đồng ý nhận tin", command(K.CONSENT)),
    ("da dong y", command(K.CONSENT)),
    ("ddoongf ys", command(K.CONSENT)),
    ("khong dong y", None),
    ("dong y cho con tiem hom qua", None),
    ("SAI SO", command(K.WRONG_NUMBER)),
    ("sai số rồi em", command(K.WRONG_NUMBER)),
    ("nham so", command(K.WRONG_NUMBER)),
    ("sai so lieu", None),
    ("sai so can, be 3kg", None),
    ("xem", command(K.VIEW)),
    ("XEM THÔNG TIN", command(K.VIEW)),
    ("xem be sot co sao khong", None),
    ("xoa", command(K.ERASE)),
    ("Xóa hết", command(K.ERASE)),
    ("xoa thong tin cua toi", command(K.ERASE)),
    ("Xóa giúp em báo cáo vừa rồi", None),
    ("TAP", command(K.PRACTICE)),
    ("tập thử ạ", command(K.PRACTICE)),
    ("TẬP XONG", command(K.PRACTICE_END)),
    ("xong tap", command(K.PRACTICE_END)),
    ("tap huan hom nay", None),
    ("TRO GIUP", command(K.HELP)),
    ("?", command(K.HELP)),
    (" ?? ", command(K.HELP)),
    ("help", command(K.HELP)),
    ("hướng dẫn", command(K.HELP)),
    ("/trogiup", command(K.HELP)),
    ("huong dan cho me cho con bu", None),
    ("giup em voi be co giat", None),
    ("english", command(K.LANGUAGE_EN)),
    ("tieng viet", command(K.LANGUAGE_VI)),
)

WEEKS = (
    ("TUAN", command(K.WEEK)),
    ("tuần?", command(K.WEEK)),
    ("tuan nay", command(K.WEEK)),
    ("Tuần trước", command(K.WEEK, back=1)),
    ("tuan vua roi", command(K.WEEK, back=1)),
    ("tuan 16", command(K.WEEK, 16)),
    ("tuan 52/2025", command(K.WEEK, 52, 2025)),
    ("tuan pa pe", command(K.WEEK, rest="pa pe")),
    ("tuần trước Pa Pe", command(K.WEEK, rest="Pa Pe", back=1)),
    ("tuan 16 Nà San", command(K.WEEK, 16, rest="Nà San")),
    ("tuan B05", command(K.WEEK, rest="B05")),
    ("/tuan truoc pa pe", command(K.WEEK, rest="pa pe", back=1)),
    ("/tuan", command(K.WEEK)),
    ("tuan nay khong co gi", None),
    ("Tuần này không có sinh, không có tử vong", None),
    ("tuan nay: chi Ly de be trai", None),
    ("tuan nay ban em bao may ca", None),
    ("tuan truoc toan xa bao nhieu tre sinh?", None),
    ("tuan sau tiem", None),
    ("tuan 60", None),
    ("Tuấn ốm", None),
    ("tuan thai 24", None),
)

PEOPLE = (
    ("MOI CTV Pa Pe", command(K.INVITE, role="collaborator", rest="Pa Pe")),
    ("mời cộng tác viên B01", command(K.INVITE, role="collaborator", rest="B01")),
    ("moi can bo tram", command(K.INVITE, role="staff")),
    ("/moi quan tri", command(K.INVITE, role="admin")),
    ("/moi", command(K.INVITE)),
    ("mời", command(K.INVITE)),
    ("mới sinh bé trai", None),
    ("moi sinh be trai 3kg", None),
    ("moi can bo tram xuong tiem", None),
    ("moi ca nha an com", None),
    ("NGHI", command(K.LEAVE)),
    ("nghỉ đến 30/4", command(K.LEAVE, rest="đến 30/4")),
    ("em xin nghi 2 tuan", command(K.LEAVE, rest="2 tuan")),
    ("het nghi", command(K.LEAVE_END)),
    ("nghi viem phoi", None),
    ("nghĩ mãi không ra", None),
)

FORMS = (
    ("/sinh", command(K.FORM_BIRTH)),
    ("/tuvong", command(K.FORM_DEATH)),
    ("/TIEM soi", command(K.FORM_VACCINATION, rest="soi")),
    ("/khongco", command(K.FORM_ZERO)),
    ("/la_gi", None),
    ("/", None),
)

NOTHING = (
    ("", None),
    ("   ", None),
    ("...!!!", None),
    ("😀😀", None),
    ("sinh be gai 3kg1 hom qua tai tram me Lo Thi May", None),
    ("vang a pao de con trai 2kg3 o nha", None),
    ("be bo bu tu sang, tho nhanh", None),
    ("chi tieu", None),
    ("START", None),
)

CASES = (*ENROLLING, *JOINING, *TRAY, *OPENING, *NUMBERED, *STOPPING, *ALONE, *WEEKS, *PEOPLE, *FORMS, *NOTHING)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_command(text: str, expected: Command | None) -> None:
    assert read_command(text) == expected


@pytest.mark.parametrize(("text", "expected"), [case for case in CASES if case[1]])
def test_a_command_in_decomposed_letters_and_capitals_is_the_same(text: str, expected: Command) -> None:
    found = read_command(unicodedata.normalize("NFD", text.upper()))
    assert found is not None
    assert (found.kind, found.numbers, found.back, found.role) == (
        expected.kind,
        expected.numbers,
        expected.back,
        expected.role,
    )


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    read_command(text)
    read_command("/" + text)
    read_command("huy " + text)
    read_command("tuan " + text)
    read_command("hop " + text)


def test_a_very_long_message_is_read_in_little_time() -> None:
    assert read_command("em xin " * 5000) is None
    assert read_command("sua me " * 5000) is None


@pytest.mark.parametrize(
    "text",
    [
        "> Da ghi S1001: be gai 3100g\nHUY 1001",
        "Da ghi S1001: be gai 3100g. Sai: SUA 1001 ... hoac HUY 1001\nHUY 1001",
        "HUY 1001\n\nGửi từ iPhone của tôi",
    ],
)
def test_what_is_wrapped_round_a_command_is_none(text: str) -> None:
    found = read_command(text)
    assert found is not None
    assert (found.kind, found.numbers) == (CommandKind.UNDO, (1001,))
