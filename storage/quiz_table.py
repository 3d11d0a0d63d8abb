"""The table of awareness quizzes."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from storage.columns import Moment
from storage.table_parts import commune, identity, metadata, reference

quiz = Table(  # one asking of an awareness quiz, with its answer
    "quiz",
    metadata,
    identity(),
    commune(),
    reference("person_id", "person", optional=True, index=True),  # who answers; none for a family without a phone
    reference("child_id", "child", index=True),
    reference("village_id", "place", optional=True),  # the child's when it was asked
    reference("asker_id", "person", optional=True),  # the collaborator who asked it at a visit
    reference("talk_id", "talk", index=True),
    Column("topic", String(40), nullable=False),
    Column("version", String(20), nullable=False),
    Column("round", String(10), nullable=False),
    Column("seed", Integer, nullable=False),  # of the order in which the choices were shown
    Column("asked_at", Moment, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("answer", String(200), nullable=False, server_default=""),  # ids of the choices picked so far
    Column("answered_at", Moment),  # none: no answer, or only a late one
    Column("passed", Boolean),
    Index("ix_quiz_asked", "commune_id", "asked_on"),
)
