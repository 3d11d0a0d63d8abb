"""What a text tells of a pregnancy: a telling, a loss, an answer, a correction, a birth by its code."""

import re
from collections.abc import Collection, Mapping

from handlers import expecting
from handlers.commands import AnswerTalk
from handlers.scene import Scene, context_of
from health.events import ReportKind
from messages.reading.answers import read_answer
from messages.reading.pregnancies import loss_in, pregnancies_in
from messages.reading.understand import understand
from messages.reading.understanding import Context, Found, Kind, ReportReading, Understanding
from messages.sms import fold
from storage import children
from storage.engine import Connection
from storage.talks import Talk

FORM, CHECKUPS = "pregnancy", "checkups"
NAMED = ("mother", "village")
TOLD = (*NAMED, "due_on", "weeks", CHECKUPS)
_AHEAD = ("", "co thai ", "thai du sinh ")  # "6 tháng", "tháng 8" alone answer the question
_POLITE = r"(?: roi| a| ah| thoi| day| do| nhe| nha| chi| anh| em| ban| oi| bac sy| bs| tram)*"
_COUNT = re.compile(
    r"(?:da |moi |duoc |dc |kham |thai |di |co ay |chi ay |bao la )*(\d{1,2}|mot|hai|ba|bon|nam|sau)(?: lan)?" + _POLITE
)
_NEVER = re.compile(r"(?:chua|khong|ko|k)(?: kham| thai| di| lan nao| lan| co| bao gio| duoc)*" + _POLITE)
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6}
_MOST = 20  # check-ups in one pregnancy
_CODE = re.compile(r"\b(?:mã\s+|ma\s+)?(?:TE)?{code}\b".replace("{code}", r"(\d{6,9})"), re.IGNORECASE)
_PIECES = re.compile(r"[,.;\n]")


def told_in(conn: Connection, scene: Scene, text: str, understood: Understanding) -> tuple[ReportReading, ...]:
    """Pregnancies, or one that was lost, in a text that is no other report. Families tell of their own alone."""
    context = context_of(conn, scene)
    if understood.kind is Kind.DANGER_SIGN:  # "em sảy thai, ra máu nhiều"
        return _loss(_PIECES.split(text), context)
    if lost := _loss((text,), context):
        return lost
    told = pregnancies_in(text, context)
    if scene.works_here:
        return told
    mine = expecting.own(conn, scene)
    return tuple(one for one in told if len(mine) == 1 and not one.fields.keys() & {"mother", "child_code"})


def _loss(pieces: list[str] | tuple[str, ...], context: Context) -> tuple[ReportReading, ...]:
    found = next((lost for piece in pieces if (lost := loss_in(piece, context))), None)
    if found is None:
        return ()
    fields = {**found.fields, "lost": Found(True, 0, 0)}
    return (ReportReading(ReportKind.PREGNANCY, fields),)


def answer_to(conn: Connection, scene: Scene, talk: Talk, text: str) -> AnswerTalk | None:
    """A number, BO, or the due date, the mother, the village that were asked for."""
    plain = _plain(text)
    if plain in ("bo", "bo qua"):
        return AnswerTalk(talk, {}, choice="skip")
    count = _count(plain) if CHECKUPS in talk.asked else None
    if count is not None:
        return AnswerTalk(talk, {CHECKUPS: Found(count, 0, len(text))})
    found = values_in(text, context_of(conn, scene), talk.asked)
    if "mother" in found and "mother" not in talk.asked:
        return None  # another woman
    return AnswerTalk(talk, found) if found else None


def tells_how_far(conn: Connection, scene: Scene, talk: Talk, text: str) -> bool:
    """ "12 tuần" where the due date was asked for is no question about a week."""
    return talk.form == FORM and "due_on" in talk.asked and "due_on" in values_in(text, context_of(conn, scene), ())


def corrected(conn: Connection, scene: Scene, text: str) -> Mapping[str, Found]:
    """What SUA says anew of a pregnancy."""
    count = _count(_plain(text))
    if count is not None:
        return {CHECKUPS: Found(count, 0, len(text))}
    return values_in(text, context_of(conn, scene), NAMED)


def _plain(text: str) -> str:
    return " ".join(fold(text).lower().strip(" .!,").split())


def _count(plain: str) -> int | None:
    """ "3", "da kham 3 lan", "hai lan", "chua": how many check-ups."""
    if _NEVER.fullmatch(plain):
        return 0
    said = _COUNT.fullmatch(plain)
    number = _WORDS.get(said[1]) or int(said[1]) if said else None
    return number if number is not None and number <= _MOST else None


def values_in(text: str, context: Context, asked: Collection[str]) -> Mapping[str, Found]:
    """What a text tells of one pregnancy, its subject perhaps unsaid; mother and village alone where asked for."""
    named = tuple(name for name in NAMED if name in asked)
    found = dict(read_answer(text, named, context).found) if named else {}
    for ahead in _AHEAD:
        if told := pregnancies_in(ahead + text, context):
            by, fields = len(ahead), told[0].fields
            kept = {name: one for name, one in fields.items() if name in TOLD and (name != "village" or name in asked)}
            return {
                **found,
                **{name: one._replace(start=one.start - by, end=one.end - by) for name, one in kept.items()},
            }
    return found


def births_of_expected(conn: Connection, text: str, understood: Understanding, context: Context) -> Understanding:
    """ "chị Mây mã 105339 đẻ con trai ...": a birth read beside the code of a child who is expected."""
    code = understood.codes[0] if len(understood.codes) == 1 else ""
    child = children.by_code(conn, code) if code else None
    if child is None or not child.expected or understood.kind not in (Kind.NONE, Kind.BIRTH):
        return understood
    at = next((match for match in _CODE.finditer(text) if match[1] == code), None)
    if at is None:
        return understood
    read = understand(text[: at.start()] + " " * (at.end() - at.start()) + text[at.end() :], context)
    if read.kind is not Kind.BIRTH:
        return understood
    named = Found(code, at.start(1), at.end(1))
    first, *others = read.reports
    return read._replace(reports=(first._replace(fields={**first.fields, "child_code": named}), *others))
