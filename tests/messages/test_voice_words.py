"""GIONG, and TIENG MONG and its like, in the spellings that people use; and what only looks like them."""

import pytest

from messages.commands import Command, CommandKind, read_command

HEARD = {
    "mong": (
        "TIENG MONG", "tiếng Mông", "tieng h'mong", "tiếng H’Mông ạ", "tieng hmong", "tieng h mong", "tiếng Mèo",
        "tieng meo nhe", "em muon nghe tieng mong", "chọn tiếng Mông Hoa", "cho em nghe tieng mong voi a",
        "tieengs Moong", "tie61ng mo6ng", "tieng mong.",
    ),
    "thai": ("TIENG THAI", "tiếng Thái", "tieng thái a", "nghe tiếng Thái nhé", "tie61ng tha1i", "tieengs Thais"),
    "dao": ("TIENG DAO", "tiếng Dao Đỏ", "tiếng Dao", "xin nghe tieng dao"),
    "lu": ("TIENG LU", "tiếng Lự", "tieengs Luwj", "tie61ng lu75"),
}  # fmt: skip
VIETNAMESE = ("TIENG VIET", "tiếng Việt", "tieng viet a", "em muốn nghe tiếng Việt", "tiếng Kinh", "tiếng phổ thông",
              "tieengs Vieetj")  # fmt: skip
TALK = (
    "tieng thai nhi yeu", "tieng keu la", "be khoc tieng nho", "con dao", "Mông", "thai", "khong tieng mong",
    "tieng mong nghia la gi", "me noi tieng mong be bi sot", "giống như mèo", "giong nhu hom qua", "giong me",
    "giống 12", "be giong bo", "con meo", "tiếng",
)  # fmt: skip
STATION = {
    "GIONG": "",
    "giọng": "",
    "bản nói": "",
    "giong 12": "12",
    "GIONG MONG": " mong",
    "giong tieng thai": " thai",
    "GIONG nb-cord mong": "nb-cord mong",
    "giọng NB-Cord tiếng H'Mông": "nb-cord mong",
    "giong nb cord lu": "nb-cord lu",
    "GIONG nb-signs-1 DAO": "nb-signs-1 dao",
}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in HEARD.items() for text in texts])
def test_a_language_is_chosen(language: str, text: str) -> None:
    assert read_command(text) == Command(CommandKind.VOICE_LANGUAGE, rest=language)


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese_is_chosen(text: str) -> None:
    assert read_command(text) == Command(CommandKind.LANGUAGE_VI)


@pytest.mark.parametrize("text", TALK)
def test_talk_is_no_command(text: str) -> None:
    found = read_command(text)
    assert found is None or found.kind not in (CommandKind.VOICE, CommandKind.VOICE_LANGUAGE)


@pytest.mark.parametrize(("text", "rest"), STATION.items())
def test_the_station_speaks_of_recordings(text: str, rest: str) -> None:
    assert read_command(text) == Command(CommandKind.VOICE, rest=rest)
