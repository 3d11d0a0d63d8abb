"""Lessons as they leave: the length of their SMS form, and the signs that either form may hold."""

from collections.abc import Iterable

from health.lesson_lint import LessonFault
from health.lessons import Lesson
from messages.sms import EXTENSION, segments

MOST_SEGMENTS = 2
STATION = "{tram}"
LONGEST_NUMBER = "0" * 11  # of a station, as people dial it


def sms_of(lesson: Lesson, number: str = LONGEST_NUMBER) -> str:
    """The SMS form with the station's number in it."""
    return lesson.sms.replace(STATION, number)


def lesson_segments(lesson: Lesson) -> int:
    """What the SMS form costs with the longest number."""
    return segments(sms_of(lesson))


def lint_sms(lessons: Iterable[Lesson]) -> tuple[LessonFault, ...]:
    """SMS forms that are too long or not plain, chat forms without accents, unknown placeholders."""
    return tuple(LessonFault(lesson.id, "sms", what) for lesson in lessons for what in _wrong(lesson))


def _wrong(lesson: Lesson) -> Iterable[str]:
    text = sms_of(lesson)
    if segments(text) > MOST_SEGMENTS:
        yield f"{segments(text)} SMS, {MOST_SEGMENTS} at most: shorten it"
    if not text.isascii():
        yield "the SMS form has accents: write it without"
    if set(text) & EXTENSION:
        yield "signs that cost double, or an unknown {word}: {tram} alone is filled in"
    if lesson.chat.isascii():
        yield "the chat form has no accents"
    if "{" in lesson.chat.replace(STATION, ""):
        yield "the chat form has an unknown {word}: {tram} alone is filled in"
