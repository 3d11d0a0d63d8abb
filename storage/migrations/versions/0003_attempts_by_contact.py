"""attempts by contact"""

from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_index(op.f('ix_attempt_contact_id'), 'attempt', ['contact_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_attempt_contact_id'), table_name='attempt')
