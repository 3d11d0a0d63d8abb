"""The table of what was told of pregnancies. The pregnancy itself is a child who is expected."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, false

from storage.sealed import Sealed
from storage.table_parts import commune, metadata

pregnancy = Table(  # one telling; the newest that stands says what is known
    "pregnancy",
    metadata,
    Column("report_id", Integer, ForeignKey("report.id"), primary_key=True),
    commune(),
    Column("due_on", Date),
    Column("weeks", Integer),  # as told, on the day it was told; none where the due date was
    Column("checkups", Integer),  # how often she was examined so far
    Column("lost", Boolean, nullable=False, server_default=false()),  # it ended before a birth
    Column("mother", Sealed("pregnancy.mother")),
)
