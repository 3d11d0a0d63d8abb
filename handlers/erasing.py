"""XOA: asked for by a person, carried out by the station or by the bot itself; counts stay as they are.

Law 91/2025/QH15 and decree 356/2025/NĐ-CP: answered within 2 working days, stopped within 15 days, erased within 20.
"""

from datetime import date, datetime, time, timedelta

from handlers import alerts, asking
from handlers.asking import Question
from handlers.commands import AnswerTalk
from handlers.forgetting import Erased, carry_out, sweep
from handlers.knowledge import Knowledge
from handlers.replies import Reply, keep, line
from handlers.scene import Scene
from handlers.stopping import end_messages
from health.local_time import local_date, local_moment
from storage import agenda, care, erasures, places
from storage.agenda import Entry, What
from storage.care import Answer
from storage.engine import Connection
from storage.erasures import Erasure, NewErasure
from storage.outbox import Priority

BY_ITSELF = timedelta(days=15)  # then the bot carries it out, five days before it must be done
AT = time(9)
FORM, FORM_WITH_CHILD = "erase", "erase_child"
WITH_CHILDREN = "both"  # the choice that takes the names of the children too


def ask(conn: Connection, scene: Scene) -> list[Reply]:
    """Asked once, because nothing brings it back; who looks after a child says whether its names go too."""
    if waiting := erasures.open_of(conn, scene.person.id):
        return [scene.reply(line("erase_waits", due=local_date(waiting.due_at)))]
    form = FORM_WITH_CHILD if care.children_of(conn, scene.person.id) else FORM
    talk_id = asking.question(conn, scene, Question(form, ("confirmed",)))
    return [scene.reply(line("erase_child_ask" if form == FORM_WITH_CHILD else "erase_ask"), talk_id=talk_id)]


def answer(conn: Connection, scene: Scene, command: AnswerTalk) -> list[Reply]:
    """Messages end at once; the request stands until it is carried out."""
    asking.close(conn, scene, command.talk)
    if command.choice == "no":
        return [scene.reply(line("erase_kept"))]
    end_messages(conn, scene, Answer.WITHDRAWN)
    number, due_on = request(conn, _new(scene, with_children=command.choice == WITH_CHILDREN))
    phone = alerts.phone_of(conn, scene.person.id)
    words = line("alert_erase", phone=phone, due=due_on, number=number)
    told = alerts.to_station(conn, scene.person.commune_id, (words,), Priority.ALERT)
    key = "erase_noted_child" if command.choice == WITH_CHILDREN else "erase_noted"
    return [scene.reply(line(key, due=due_on)), *told]


def _new(scene: Scene, *, with_children: bool) -> NewErasure:
    due_at = due_moment(scene.at)
    return NewErasure(scene.person.id, scene.person.commune_id, with_children, scene.message.channel, scene.at, due_at)


def due_moment(asked_at: datetime) -> datetime:
    """When the bot carries out by itself what was asked for now."""
    return local_moment(local_date(asked_at) + BY_ITSELF, AT)


def request(conn: Connection, new: NewErasure) -> tuple[int, date]:
    """Keep a request and put its day on the agenda; gives its number and that day."""
    number = erasures.add(conn, new)
    _look(conn, new.commune_id, new.due_at)
    return number, local_date(new.due_at)


def _look(conn: Connection, commune_id: int | None, at: datetime) -> None:
    """A stranger's request is looked at with the first commune's."""
    for home in [commune_id] if commune_id is not None else [place.id for place in places.communes(conn)][:1]:
        agenda.add(conn, home, What.ERASE, at)


def take_back(conn: Connection, scene: Scene) -> list[Reply]:
    """HUY XOA, while nothing is erased yet."""
    asking.close_forms(conn, scene.person.id, (FORM, FORM_WITH_CHILD), scene.at)
    cancelled = erasures.cancel(conn, scene.person.id, scene.at)
    return [scene.reply(line("erase_cancelled" if cancelled else "erase_kept"))]


def fall_due(conn: Connection, entry: Entry, now: datetime, known: Knowledge) -> None:
    """What nobody carried out is done now, and the station hears of it; last words that were said are taken away."""
    for one in erasures.due(conn, now):
        if finish(conn, one, now, None) is None:
            continue
        words = line("erased_by_itself", number=one.id, asked=local_date(one.asked_at))
        keep(conn, alerts.to_station(conn, one.commune_id, (words,), Priority.ROUTINE), now, one.commune_id)
    sweep(conn, now)


def finish(conn: Connection, waiting: Erasure, at: datetime, by: int | None) -> Erased | None:
    """Carry a request out, and plan to take its last word away; None if another hand was first, or the person."""
    if not erasures.take(conn, waiting.id):
        return None
    _look(conn, waiting.commune_id, sweep_moment(at))
    return carry_out(conn, waiting, at, by)


def sweep_moment(at: datetime) -> datetime:
    """When the last word about an erasure of now is taken away too."""
    return local_moment(local_date(at) + timedelta(days=3), AT)
