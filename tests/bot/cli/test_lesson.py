"""`bekhoe lesson`: what families get, for eyes and for programs, without a home."""

import json

import pytest

from bot.cli.lesson_words import times
from health.lessons import Lesson
from tests.bot.cli.conftest import Shell
from tests.support.lessons import lesson_saying


def test_one_lesson_is_shown_whole(shell: Shell) -> None:
    told = shell.told("lesson", "nb-cord")
    for part in ("nb-cord", "bé 1 ngày", "Rốn bé chỉ cần sạch", "SMS (1 tin", "00000000000", "WHO 2022", "chưa ký"):
        assert part in told
    assert not shell.home.exists()


def test_all_are_listed_and_given_to_programs(shell: Shell) -> None:
    lessons = json.loads(shell.told("lesson", "--json"))
    assert len(lessons) >= 90
    assert len(shell.told("lesson").splitlines()) == len(lessons)
    for lesson in lessons:
        assert {"id", "concept", "sms", "chat", "segments", "source"} <= set(lesson)
        assert isinstance(lesson["concept"], str)
        assert lesson["segments"] == 1
        assert lesson["source"]


def test_one_as_json_is_a_list_of_one(shell: Shell) -> None:
    assert [one["id"] for one in json.loads(shell.told("lesson", "nb-cord", "--json"))] == ["nb-cord"]


def test_an_unknown_code_is_told(shell: Shell) -> None:
    result = shell.run("lesson", "nope")
    assert result.exit_code == 1
    assert "Không có bài nope" in result.stderr


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        (lesson_saying(ages="{months = 6, days = 10}, {days = 0}"), "bé ngày đầu, 6 tháng 10 ngày"),
        (lesson_saying(ages=None, extra="weeks = [28, 20]\n"), "thai 20, 28 tuần"),
        (
            lesson_saying(ages=None, extra='season = ["05-15"]\nfrom = {months = 12}\n'),
            "ngày 15/5 cho bé từ 12 tháng đến trước 60 tháng",
        ),
        (lesson_saying(extra='only = ["low_birth_weight"]\n'), "bé 2 tháng; chỉ bé nhẹ cân"),
    ],
)
def test_when_it_is_sent_in_words(lesson: Lesson, said: str) -> None:
    assert times(lesson) == said
