"""A family's ordinary question: answered by a lesson if exactly one fits, else by a person of the station."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.commands import AnswerByLesson
from handlers.replies import Reply, line
from handlers.scene import Scene
from handlers.signing import signed_among
from health.lessons import Lesson
from messages.reading.asked import lessons_asked
from storage import care, children
from storage.children import Child
from storage.engine import Connection


def lesson_for(conn: Connection, scene: Scene, text: str) -> str:
    """The id of the one signed lesson that the words ask for and that suits every child of the speaker; else empty."""
    if scene.works_here or scene.is_stranger:
        return ""
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    asked = lessons_asked(text)
    fitting = [lesson for lesson in scene.known.lessons if lesson.id in asked and _is_free(conn, scene, lesson)]
    meant = [(lesson, child) for lesson in fitting for child in own if _is_for(lesson, child, own)]
    suits = bool(meant) and all(_suits(scene, lesson, child) for lesson, child in meant)
    return fitting[0].id if len(fitting) == 1 and suits else ""


def answer(conn: Connection, scene: Scene, command: AnswerByLesson) -> list[Reply]:
    """The lesson, as an answer: no limit counts it."""
    return [scene.reply(line("lesson", id=command.lesson))]


def _is_free(conn: Connection, scene: Scene, lesson: Lesson) -> bool:
    return scene.known.is_sample or bool(signed_among(conn, (lesson,)))


def _is_for(lesson: Lesson, child: Child, own: Sequence[Child]) -> bool:
    """A lesson of pregnancy is for who is expected, another for who is born, where the family has such a one."""
    return child.dead or child.expected is bool(lesson.weeks) or all(one.expected is child.expected for one in own)


def _suits(scene: Scene, lesson: Lesson, child: Child) -> bool:
    """Whether the child lives and is of an age for which the lesson is right."""
    if child.dead or child.expected:
        return not child.dead and bool(lesson.weeks)
    if child.date_of_birth is None:
        return False
    if lesson.season:
        ages = (lesson.season.from_age, lesson.season.until_age)
        return ages[0].after(child.date_of_birth) <= scene.today < ages[1].after(child.date_of_birth)
    days = sorted(age.after(child.date_of_birth) for age in lesson.ages)
    return bool(days) and days[0] <= scene.today < days[-1] + timedelta(days=lesson.valid_days)
