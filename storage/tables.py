"""Every table, in the order a reader meets them: places, people, messages in, what is known, talks, messages out.

Every row that belongs to a commune carries it. Personal text is `Sealed`; what must be counted is plain.
Moments are UTC, event dates are local dates.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from storage.columns import Moment
from storage.departure_tables import child_move, erasure
from storage.kin_tables import kinship, young_carer
from storage.pregnancy_tables import pregnancy
from storage.quiz_table import quiz
from storage.reminder_tables import after_dose, reminder, session_move
from storage.sealed import Sealed
from storage.table_parts import commune as _commune
from storage.table_parts import identity as _id
from storage.table_parts import metadata
from storage.table_parts import partial_index as _partial
from storage.table_parts import reference as _ref
from storage.voice_tables import attachment, recording, spoken, voice_choice

__all__ = [  # of other files; the tables of this one follow
    "after_dose",
    "attachment",
    "child_move",
    "erasure",
    "kinship",
    "metadata",
    "pregnancy",
    "quiz",
    "recording",
    "reminder",
    "session_move",
    "spoken",
    "voice_choice",
    "young_carer",
]

setting = Table(
    "setting",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String, nullable=False),
)

counter = Table(  # numbers that go back when the transaction does: report numbers, child serials
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

place = Table(
    "place",
    metadata,
    _id(),
    _commune(optional=True),  # the commune itself carries its own id; a city or district none
    _ref("parent_id", "place", optional=True, index=True),
    Column("kind", String(10), nullable=False),
    Column("code", String(20), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("other_names", String, nullable=False, server_default=""),  # short and former names, one a line
    Column("former_parents", String, nullable=False, server_default=""),  # one a line
    Column("station_name", String(120), nullable=False, server_default=""),
    Column("phone", String(20), nullable=False, server_default=""),
    Column("immunisation_days", String(80), nullable=False, server_default=""),  # as in the places file, one a line
)

person = Table(
    "person",
    metadata,
    _id(),
    _commune(optional=True),  # none for a stranger
    Column("name", Sealed("person.name")),
    Column("language", String(5), nullable=False, server_default="vi"),
    Column("created_at", Moment, nullable=False),
    Column("practice_since", Moment),  # reports are for practice until ten minutes later
    Column("practised_at", Moment),
    Column("unread", Integer, nullable=False, server_default="0"),  # unreadable messages in a row
)

person_role = Table(
    "person_role",
    metadata,
    _ref("person_id", "person"),
    Column("role", String(15), nullable=False),
    _ref("place_id", "place", index=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    UniqueConstraint("person_id", "role", "place_id"),
)

leave = Table(
    "leave",
    metadata,
    _id(),
    _commune(optional=True),
    _ref("person_id", "person", index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
)

contact = Table(  # one way to reach one person; a phone may be shared, so an address can stand in several rows
    "contact",
    metadata,
    _id(),
    _ref("person_id", "person", index=True),
    Column("channel", String(10), nullable=False),
    Column("address", Sealed("contact.address"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("refused_at", Moment),  # the provider's clear word that this address takes nothing
    UniqueConstraint("person_id", "channel", "digest"),
    Index("ix_contact_digest_channel", "digest", "channel"),
)

invitation = Table(
    "invitation",
    metadata,
    _id(),
    _commune(),
    Column("digest", String(64), nullable=False, unique=True),
    Column("role", String(15), nullable=False),
    _ref("place_id", "place"),
    _ref("invited_by", "person", optional=True),
    Column("replaces", Boolean, nullable=False, server_default=false()),  # who held the role there holds it no more
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    _ref("used_by", "person", optional=True),
    Column("used_at", Moment),
)

code_try = Table(  # codes that an address has tried: the limit counts them, right and wrong alike
    "code_try",
    metadata,
    _id(),
    Column("digest", String(64), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_code_try_digest_at", "digest", "at"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    _commune(optional=True),
    Column("channel", String(10), nullable=False),
    Column("provider_id", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sender", Sealed("inbox.sender"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("text", Sealed("inbox.text"), nullable=False),
    Column("button", String(64), nullable=False, server_default=""),
    Column("said_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("handled_at", Moment),
    Column("outcome", String(20)),
    _ref("person_id", "person", optional=True),
    Column("settled_at", Moment),  # when somebody of the station settled what the bot could not read
    _ref("settled_by_id", "person", optional=True),
    UniqueConstraint("channel", "provider_id"),
    _partial("ix_inbox_unhandled", "id", where="handled_at IS NULL"),
    _partial("ix_inbox_unsettled", "outcome", "id", where="settled_at IS NULL"),
)

child = Table(
    "child",
    metadata,
    _id(),
    _commune(),
    _ref("village_id", "place", optional=True, index=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("sex", String(1)),
    Column("date_of_birth", Date),
    Column("name", Sealed("child.name")),
    Column("mother", Sealed("child.mother")),
    Column("mother_key", String(64)),  # keyed digests of the folded names, to find a child without opening all
    Column("mother_given_key", String(64)),
    Column("name_key", String(64)),
    Column("provisional", Boolean, nullable=False, server_default=false()),  # known from a dose or a death alone
    Column("dead", Boolean, nullable=False, server_default=false()),
    Column("away", Boolean, nullable=False, server_default=false()),  # moved to a commune that is not here
    Column("removed", Boolean, nullable=False, server_default=false()),  # its birth report was withdrawn
    Column("expected", Boolean, nullable=False, server_default=false()),  # not born yet: the row is a pregnancy
    Column("due_on", Date),
    Column("register_key", String(64), unique=True),  # digest of the row it was loaded from
    Column("created_at", Moment, nullable=False),
    Index("ix_child_commune_born", "commune_id", "date_of_birth"),
    Index("ix_child_mother_given_key", "mother_given_key"),
    Index("ix_child_name_key", "name_key"),
)

report = Table(
    "report",
    metadata,
    _id(),
    _commune(),
    _ref("village_id", "place", optional=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("kind", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    _ref("reporter_id", "person", optional=True, index=True),
    _ref("entered_by_id", "person", optional=True),  # who of the station read the reporter's message
    _ref("inbox_id", "inbox", optional=True),
    Column("received_at", Moment, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("event_on", Date),
    Column("late", Boolean, nullable=False, server_default=false()),  # received over 7 days after the event
    Column("counted_on", Date, nullable=False),  # the event's date, or the date of receipt while that is unknown
    Column("missing", String(120), nullable=False, server_default=""),
    Column("unsure", String(120), nullable=False, server_default=""),
    _ref("child_id", "child", optional=True, index=True),
    Index("ix_report_counted", "commune_id", "counted_on"),
    Index("ix_report_received", "commune_id", "received_on"),
    Index("ix_report_village_received", "village_id", "received_on"),
)

birth = Table(
    "birth",
    metadata,
    Column("report_id", Integer, ForeignKey("report.id"), primary_key=True),
    _commune(),
    Column("sex", String(1)),
    Column("weight_g", Integer),
    Column("place", String(10)),
    Column("attendant", String(10)),
    Column("mother", Sealed("birth.mother")),
    Column("name", Sealed("birth.name")),
)

death = Table(
    "death",
    metadata,
    Column("report_id", Integer, ForeignKey("report.id"), primary_key=True),
    _commune(),
    Column("sex", String(1)),
    Column("age_days", Integer),
    Column("age_months", Integer),
    Column("date_of_birth", Date),
    Column("age_group", String(16)),
    Column("place", String(10)),
    Column("cause", String(12)),
    Column("stillbirth", Boolean, nullable=False, server_default=false()),
    Column("maternal", Boolean, nullable=False, server_default=false()),
    Column("mother", Sealed("death.mother")),
    Column("name", Sealed("death.name")),
)

dose = Table(
    "dose",
    metadata,
    Column("report_id", Integer, ForeignKey("report.id"), primary_key=True),
    _commune(),
    Column("vaccine", String(12)),
    Column("order", Integer),
    Column("count", Integer, nullable=False, server_default="1"),
    Column("flags", String(80), nullable=False, server_default=""),
    Column("mother", Sealed("dose.mother")),
    Column("name", Sealed("dose.name")),
)

change = Table(  # the audit trail: only a lawful erasure takes rows away
    "change",
    metadata,
    _id(),
    _commune(),
    _ref("report_id", "report", index=True),
    Column("at", Moment, nullable=False),
    _ref("person_id", "person", optional=True),
    _ref("inbox_id", "inbox", optional=True),
    Column("what", String(12), nullable=False),
    Column("before", Sealed("change.before")),
    Column("after", Sealed("change.after")),
    Column("spans", String(400), nullable=False, server_default=""),  # where in the message each value was read
)

hold = Table(  # while a row stands open nothing about the child leaves
    "hold",
    metadata,
    _id(),
    _commune(),
    _ref("child_id", "child", index=True),
    _ref("report_id", "report", index=True),
    Column("since", Moment, nullable=False),
    Column("lifted_at", Moment),
)

care = Table(  # who looks after which child
    "care",
    metadata,
    _id(),
    _commune(),
    _ref("person_id", "person"),
    _ref("child_id", "child", index=True),
    Column("since", Moment, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("person_id", "child_id"),
)

consent = Table(  # each answer is a row of its own; the latest one holds
    "consent",
    metadata,
    _id(),
    _commune(optional=True),
    _ref("person_id", "person", index=True),
    Column("scope", String(12), nullable=False),
    Column("answer", String(10), nullable=False),
    Column("text_version", String(20), nullable=False),
    Column("channel", String(10), nullable=False),
    _ref("inbox_id", "inbox", optional=True),
    Column("at", Moment, nullable=False),
)

talk = Table(  # an open question or form: a row, never a coroutine waiting in memory
    "talk",
    metadata,
    _id(),
    _commune(optional=True),
    _ref("person_id", "person"),
    Column("form", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("asked", String(60), nullable=False, server_default=""),  # the fields asked for, space-separated
    Column("draft", Sealed("talk.draft"), nullable=False),
    _ref("report_id", "report", optional=True, index=True),
    _ref("child_id", "child", optional=True),
    Column("opened_at", Moment, nullable=False),
    Column("asked_again_at", Moment),
    Column("closed_at", Moment),
    _partial("ix_talk_person_open", "person_id", where="closed_at IS NULL"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _commune(optional=True),
    _ref("person_id", "person"),
    _ref("inbox_id", "inbox", optional=True, index=True),  # the message that this answers
    _ref("child_id", "child", optional=True, index=True),  # the child that this is about
    _ref("talk_id", "talk", optional=True),  # the question that this asks: its choices become buttons
    Column("lesson", String(40)),
    Column("lines", Sealed("outbox.lines"), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("state", String(10), nullable=False),
    Column("closed_why", String(20)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _partial("ix_outbox_waiting", "due_at", where="state = 'waiting'"),
    _partial("ix_outbox_open", "person_id", "id", where="state IN ('waiting', 'sending')"),
    _partial("ix_outbox_lessons", "person_id", "due_at", where="lesson IS NOT NULL"),
)

attempt = Table(
    "attempt",
    metadata,
    _id(),
    _commune(optional=True),
    _ref("outbox_id", "outbox", index=True),
    _ref("contact_id", "contact", optional=True, index=True),
    Column("channel", String(10), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("outcome", String(10), nullable=False),
    Column("error", String(40)),
    Column("provider_id", String(200), index=True),
    Column("delivery", String(20)),
    Column("delivered_at", Moment),
    Column("text", Sealed("attempt.text"), nullable=False),
)

agenda = Table(  # due moments, committed with the data they come from
    "agenda",
    metadata,
    _id(),
    _commune(),
    Column("what", String(20), nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    _ref("child_id", "child", optional=True, index=True),
    _ref("talk_id", "talk", optional=True),
    _ref("report_id", "report", optional=True),
)
