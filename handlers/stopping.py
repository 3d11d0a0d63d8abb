"""An end at once: NGUNG, SAI SO, and what is shown on request."""

from handlers import alerts, asking, follow_up
from handlers.asking import Question
from handlers.commands import AnswerTalk, StopOrYes
from handlers.enrolling import record
from handlers.phrases import called
from handlers.quiz_words import QUIZ
from handlers.replies import Reply, line
from handlers.scene import Scene
from health.kin import Kin
from health.rights import Role
from messages.forms import Draft, from_json
from messages.render import say
from storage import agenda, care, children, kinship, outbox, people, places, talks, voices
from storage.care import SHARING, Answer
from storage.engine import Connection
from storage.outbox import Closing
from storage.talks import Talk


def stop(conn: Connection, scene: Scene) -> list[Reply]:
    """End all of our own messages to this person, on every channel; it also answers whatever was open."""
    end_messages(conn, scene, Answer.WITHDRAWN)
    return [scene.reply(line("stopped_collaborator" if scene.works_here else "stopped"))]


def wrong_number(conn: Connection, scene: Scene) -> list[Reply]:
    """This number has nothing to do with the child: everything to it ends, and the number is free."""
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    end_messages(conn, scene, Answer.WRONG_NUMBER)
    care.end_all(conn, scene.person.id, scene.at)
    kinship.forget(conn, scene.person.id)  # who has the number now is nobody's mother, and hears Vietnamese
    voices.forget_choice(conn, scene.person.id)
    for held in scene.person.grants:
        if held.role == Role.CAREGIVER:
            people.end_role(conn, scene.person.id, held, scene.at)
    outbox.close_all(conn, scene.person.id, Closing.OPTOUT)
    told: list[Reply] = []
    for child in own:
        words = line("alert_wrong_number", child=f"TE{child.code}")
        told += alerts.to_collaborators(conn, child.village_id, (words,), scene.person.id)
    return [scene.reply(line("wrong_number")), *told]


def end_messages(conn: Connection, scene: Scene, said: Answer) -> None:
    """What the speaker had agreed to ends, whatever waits for them and whatever was asked; work goes on."""
    record(conn, scene, said)
    for talk in talks.open_with(conn, scene.person.id):
        agenda.drop_talk(conn, talk.id)
    ended = (QUIZ, *follow_up.FORMS)  # of a collaborator too: stop is itself the answer
    asking.close_forms(conn, scene.person.id, ended, scene.at)
    if scene.person.works:
        outbox.close_lessons(conn, scene.person.id, Closing.OPTOUT)
    else:
        outbox.close_unasked(conn, scene.person.id, Closing.OPTOUT)
    if not scene.person.holds(Role.COLLABORATOR):
        talks.close_with(conn, scene.person.id, scene.at)


def ask_stop_or_yes(conn: Connection, scene: Scene, command: StopOrYes) -> list[Reply]:
    """ "dung" without accents while a yes/no question is open: asked about once; messages wait."""
    draft = Draft({"talk": command.talk.id})
    talk_id = asking.question(conn, scene, Question("dung", ("meant",), draft=draft))
    return [scene.reply(line("dung_ask"), talk_id=talk_id)]


def resolve_stop_or_yes(conn: Connection, scene: Scene, command: AnswerTalk) -> Talk | None:
    """The talk that "dung" said yes to, if that is what was meant and it is still open."""
    asking.close(conn, scene, command.talk)
    if command.choice == "stop":
        return None
    return talks.get_open(conn, int(str(from_json(command.talk.draft).values["talk"])))


def show(conn: Connection, scene: Scene) -> list[Reply]:
    """XEM: what is stored about the speaker."""
    voice = scene.voice
    parts = [f"{say(f'role_{g.role}', voice)} {places.by_id(conn, g.place_id).name}" for g in scene.person.grants]
    own = [children.get(conn, child_id) for child_id in care.children_of(conn, scene.person.id)]
    kins = kinship.of_person(conn, scene.person.id)
    parts += [say(_view(kins.get(child.id)), voice, {"who": called(child, voice)}) for child in own]
    if kinship.young_until(conn, scene.person.id):
        parts.append(say("view_age_told", voice))
    if care.consent_of(conn, scene.person.id) is Answer.YES:
        parts.append(say("view_agreed", voice))
        asks = care.consent_of(conn, scene.person.id, "quizzes") is Answer.YES
        parts.append(say("view_quizzes" if asks else "view_no_quizzes", voice))
        shares = care.consent_of(conn, scene.person.id, SHARING) is Answer.YES
        parts.append(say("view_shares" if shares else "view_no_sharing", voice))
    if language := voices.chosen(conn, scene.person.id):
        parts.append(say("view_spoken", voice, {"tongue": say(f"spoken_{language}", voice)}))
    if not parts:
        return [scene.reply(line("view_nothing"))]
    return [scene.reply(line("view", what=", ".join(dict.fromkeys(parts))))]


def _view(kin: Kin | None) -> str:
    return f"view_kin_{kin}" if kin else "view_child"
