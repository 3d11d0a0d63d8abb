"""Tables of reminders: moved immunisation days, what each message reminds of, and how a child was after a dose."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from storage.columns import Moment
from storage.table_parts import commune, identity, metadata, reference

session_move = Table(  # an immunisation day that the station put off or brought forward; the latest word holds
    "session_move",
    metadata,
    identity(),
    commune(),
    Column("day", Date, nullable=False),
    Column("moved_to", Date, nullable=False),
    reference("person_id", "person", optional=True),
    Column("at", Moment, nullable=False),
    Index("ix_session_move_commune_day", "commune_id", "day"),
)

reminder = Table(  # what one message speaks of: a dose of a child, the day after it, or the birth's registration
    "reminder",
    metadata,
    identity(),
    commune(),
    reference("child_id", "child", index=True),
    reference("person_id", "person"),
    reference("outbox_id", "outbox", optional=True, index=True),  # none where a family's own word closed it
    Column("subject", String(20), nullable=False),  # a vaccine, or "registration"
    Column("order", Integer, nullable=False),  # of the dose; 0 for a registration
    Column("moment", String(10), nullable=False),
    Column("day", Date, nullable=False),  # the immunisation day, the day of the dose, or of the birth
    Column("said_on", Date, nullable=False),
)

after_dose = Table(  # how a child was on the day after a vaccination, by whoever answered
    "after_dose",
    metadata,
    identity(),
    commune(),
    reference("child_id", "child"),
    reference("person_id", "person"),
    Column("vaccine", String(12), nullable=False),
    Column("given_on", Date, nullable=False),
    Column("answer", String(10), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_after_dose_commune_given", "commune_id", "given_on"),
)
