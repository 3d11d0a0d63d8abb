"""the tray and where values were read"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'

NAME_STRANGERS = "UPDATE inbox SET outcome = 'Stranger' WHERE outcome IN ('RecordReports', 'RecordZero') AND commune_id IS NULL"


def upgrade() -> None:
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('spans', sa.String(length=400), server_default='', nullable=False))

    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('settled_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('settled_by_id', sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_inbox_unread'))
        batch_op.create_index('ix_inbox_unsettled', ['outcome', 'id'], unique=False, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.create_foreign_key(batch_op.f('fk_inbox_settled_by_id_person'), 'person', ['settled_by_id'], ['id'])

    op.execute(NAME_STRANGERS)
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.add_column(sa.Column('entered_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_report_entered_by_id_person'), 'person', ['entered_by_id'], ['id'])



def downgrade() -> None:
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_report_entered_by_id_person'), type_='foreignkey')
        batch_op.drop_column('entered_by_id')

    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_inbox_settled_by_id_person'), type_='foreignkey')
        batch_op.drop_index('ix_inbox_unsettled', sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_inbox_unread'), ['outcome', 'id'], unique=False)
        batch_op.drop_column('settled_by_id')
        batch_op.drop_column('settled_at')

    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_column('spans')

