"""Tables of leaving: who asked to be forgotten and what came of it, and children who moved."""

from sqlalchemy import Boolean, Column, Date, String, Table, false

from storage.columns import Moment
from storage.table_parts import commune, identity, metadata, partial_index, reference

erasure = Table(  # the proof that was asked for and done: keyed digests, no name, number or text
    "erasure",
    metadata,
    identity(),
    commune(optional=True),  # none for a stranger's
    reference("person_id", "person", index=True),
    Column("with_children", Boolean, nullable=False, server_default=false()),  # the names of the children go too
    Column("channel", String(10), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),  # from then on the bot does it by itself
    Column("cancelled_at", Moment),
    Column("done_at", Moment),
    reference("done_by_id", "person", optional=True),  # none: the bot, or somebody at the machine
    Column("digests", String, nullable=False, server_default=""),  # of the addresses, one a line
    reference("farewell_id", "outbox", optional=True),  # the last word, to a person made for it
    Column("swept_at", Moment),  # when that person was gone as well
    partial_index("ix_erasure_unswept", "id", where="swept_at IS NULL"),
)

child_move = Table(  # the latest move of a child that was not undone holds
    "child_move",
    metadata,
    identity(),
    commune(),  # where the child belonged; of one that comes from elsewhere, where it belongs now
    reference("child_id", "child", index=True),
    reference("person_id", "person", optional=True),
    reference("inbox_id", "inbox", optional=True),
    Column("at", Moment, nullable=False),
    Column("on", Date, nullable=False),
    Column("from_elsewhere", Boolean, nullable=False, server_default=false()),
    reference("from_village_id", "place", optional=True),
    reference("to_commune_id", "place", optional=True),  # none: a commune that is not here
    reference("to_village_id", "place", optional=True),
    Column("undone_at", Moment),
    reference("undone_by_id", "person", optional=True),
)
