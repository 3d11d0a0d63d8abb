"""Tables of caregivers: what each is to a child, and who is still young."""

from sqlalchemy import Column, Date, String, Table, UniqueConstraint

from storage.columns import Moment
from storage.table_parts import commune, identity, metadata, reference

kinship = Table(  # what a person is to a child they look after; no row where nobody told
    "kinship",
    metadata,
    identity(),
    commune(),
    reference("person_id", "person"),
    reference("child_id", "child", index=True),
    Column("kin", String(12), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("person_id", "child_id"),
)

young_carer = Table(  # a parent who told, or of whom was told, that they are under 18
    "young_carer",
    metadata,
    identity(),
    commune(),
    reference("person_id", "person"),
    Column("until", Date, nullable=False),  # from then on surely 18
    Column("at", Moment, nullable=False),
    UniqueConstraint("person_id"),
)
