"""what a person was sent is found without reading all that ever left"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
LESSONS = sa.text('lesson IS NOT NULL')


def upgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_lessons', ['person_id', 'due_at'], unique=False, sqlite_where=LESSONS, postgresql_where=LESSONS)


def downgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_lessons', sqlite_where=LESSONS, postgresql_where=LESSONS)
