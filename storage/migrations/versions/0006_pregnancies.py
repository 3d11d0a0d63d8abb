"""pregnancies: children who are expected, and what was told of them"""

import sqlalchemy as sa
from alembic import op

from storage.sealed import Sealed

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("child", sa.Column("expected", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("child", sa.Column("due_on", sa.Date(), nullable=True))
    op.create_table(
        "pregnancy",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("checkups", sa.Integer(), nullable=True),
        sa.Column("lost", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("mother", Sealed("pregnancy.mother"), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["place.id"], name=op.f("fk_pregnancy_commune_id_place")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_pregnancy_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_pregnancy")),
    )


def downgrade() -> None:
    op.drop_table("pregnancy")
    with op.batch_alter_table("child", schema=None) as batch_op:
        batch_op.drop_column("due_on")
        batch_op.drop_column("expected")
