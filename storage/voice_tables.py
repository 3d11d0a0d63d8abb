"""Tables of voices: sounds that came in, what the station recorded of a text, who wants to hear it, what was sent."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from storage.columns import Moment
from storage.sealed import Sealed
from storage.table_parts import commune, identity, metadata, partial_index, reference

attachment = Table(  # the sound of a message, still at its provider
    "attachment",
    metadata,
    Column("inbox_id", Integer, ForeignKey("inbox.id"), primary_key=True),
    commune(optional=True),
    Column("file_id", Sealed("attachment.file_id"), nullable=False),
    Column("mime", String(40), nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("duration_s", Integer, nullable=False),
)

recording = Table(  # one text spoken in one language; the bytes are a file named by their digest
    "recording",
    metadata,
    identity(),
    commune(),
    Column("subject", String(60), nullable=False),  # what is spoken: "lesson:nb-cord"
    Column("language", String(10), nullable=False),
    Column("version", String(40), nullable=False),  # of the text that was read aloud or, later, signed for
    Column("state", String(10), nullable=False),
    Column("digest", String(64)),  # none until it was fetched
    Column("mime", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("duration_s", Integer, nullable=False),
    reference("inbox_id", "inbox", optional=True),  # the message that brought it
    reference("made_by_id", "person", optional=True),
    Column("made_by", Sealed("recording.made_by")),  # whom an operator names
    Column("made_at", Moment, nullable=False),
    Column("fetch_at", Moment),  # when it is to be fetched, again perhaps
    Column("tries", Integer, nullable=False, server_default="0"),
    reference("signed_by_id", "person", optional=True),
    Column("signed_by", Sealed("recording.signed_by")),
    Column("signed_at", Moment),
    Index("ix_recording_subject", "commune_id", "subject", "language"),
    partial_index("ix_recording_wanted", "fetch_at", where="state = 'wanted'"),
)

voice_choice = Table(  # the language that a person wants to hear; empty for one who was asked and has not chosen
    "voice_choice",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    commune(optional=True),
    Column("language", String(10), nullable=False),
    Column("at", Moment, nullable=False),
)

spoken = Table(  # an attempt that sent a recording, and which
    "spoken",
    metadata,
    Column("attempt_id", Integer, ForeignKey("attempt.id"), primary_key=True),
    commune(optional=True),
    Column("digest", String(64), nullable=False),
)
