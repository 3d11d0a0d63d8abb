"""A family's number named by the register, the village or the station: it is asked once, and hears nothing before."""

from datetime import datetime

from handlers import asking, enrolling, kinship
from handlers.asking import Question
from handlers.commands import EnrolNumber
from handlers.lessons import plan_soon
from handlers.phrases import called
from handlers.replies import Reply, line
from handlers.scene import Scene, may_enrol_at
from health.local_time import next_sending_moment
from health.rights import Role
from messages.codes import is_valid
from messages.envelope import ChannelName
from messages.forms import Draft
from messages.texts import Line
from storage import care, children, contacts, holds, people
from storage.care import Answer
from storage.children import Child
from storage.engine import Connection
from storage.outbox import Priority
from storage.people import Grant

_ANSWERED = {  # what becomes of a number that was asked before
    Answer.YES: "enrol_more",
    Answer.ASKED: "enrol_waits",
    Answer.NO: "enrol_refused",
    Answer.WITHDRAWN: "enrol_refused",
    Answer.WRONG_NUMBER: "enrol_wrong",
}


def enrol(conn: Connection, scene: Scene, command: EnrolNumber) -> list[Reply]:
    """DANG KY 102748 0912...: the number is asked whether it agrees, and only once, whoever names it again."""
    if not scene.works_here:
        return [scene.reply(line("no_right"))]
    if not (command.code and command.phone):
        return [scene.reply(line("enrol_how"))]
    child = enrollable(conn, scene, command.code)
    return [scene.reply(child)] if isinstance(child, Line) else _named(conn, scene, child, command.phone)


def enrollable(conn: Connection, scene: Scene, code: str) -> Child | Line:
    """The child with this code, if the speaker may name numbers for it and it gets messages; else what to say."""
    if not is_valid(code):
        return line("child_code_mistyped", child=f"TE{code}")
    child = children.by_code(conn, code)
    if child is None or not may_enrol_at(conn, scene, child.village_id or child.commune_id):
        return line("enrol_unknown", child=f"TE{code}")
    if child.dead or child.removed or holds.stands(conn, child.id):
        return line("enrol_silent", who=called(child, scene.voice))
    return child


def _named(conn: Connection, scene: Scene, child: Child, phone: str) -> list[Reply]:
    sharing = people_at(conn, phone)
    asked = care.consent_of(conn, sharing[0]) if sharing else None
    about = {"who": called(child, scene.voice), "digits": phone[-3:]}
    if asked is Answer.WRONG_NUMBER:
        return [scene.reply(line(_ANSWERED[asked], **about))]  # it is not theirs: the child is not tied to it
    person_id = name_carer(conn, phone, child, scene.at)
    who = kinship.learn_named(conn, scene, person_id, child)
    if asked is None:
        return [scene.reply(line("enrol_asked", **about)), _ask(conn, scene, child, person_id), *who]
    if asked is Answer.YES:
        home = Grant(Role.CAREGIVER, child.village_id or child.commune_id)
        people.grant(conn, person_id, home, child.commune_id, scene.at)
        plan_soon(conn, scene, child)
    return [scene.reply(line(_ANSWERED[asked], **about)), *who]


def _ask(conn: Connection, scene: Scene, child: Child, person_id: int) -> Reply:
    """The consent text, which names no child: the number may be a wrong one."""
    draft = Draft({"code": child.code})
    talk_id = asking.question(conn, scene, Question("consent", ("agreed",), draft, to=person_id))
    enrolling.record(conn, scene, Answer.ASKED, person_id)
    said = enrolling.consent_text(conn, scene, "consent_ask_named")
    due = next_sending_moment(scene.at)
    return Reply(person_id, said, Priority.ALERT, child_id=child.id, talk_id=talk_id, due_at=due)


def name_carer(conn: Connection, phone: str, child: Child, at: datetime) -> int:
    """The family's number may be told of its child once it agrees; gives the id of who is reached there."""
    sharing = people_at(conn, phone)
    person_id = sharing[0] if sharing else people.add(conn, at, child.commune_id)
    if not sharing:
        contacts.add(conn, person_id, ChannelName.SMS, _address(phone), at)
    care.look_after(conn, person_id, child.id, at)
    return person_id


def people_at(conn: Connection, phone: str) -> tuple[int, ...]:
    """The people at a number, told as it is dialled at home; the one heard last first."""
    return contacts.people_at(conn, ChannelName.SMS, contacts.address_digest(conn, ChannelName.SMS, _address(phone)))


def _address(phone: str) -> str:
    return f"+84{phone.removeprefix('0')}"
