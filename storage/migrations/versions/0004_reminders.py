"""reminders"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('after_dose',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commune_id', sa.Integer(), nullable=False),
    sa.Column('child_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('vaccine', sa.String(length=12), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('answer', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['child_id'], ['child.id'], name=op.f('fk_after_dose_child_id_child')),
    sa.ForeignKeyConstraint(['commune_id'], ['place.id'], name=op.f('fk_after_dose_commune_id_place')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_after_dose_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_after_dose'))
    )
    with op.batch_alter_table('after_dose', schema=None) as batch_op:
        batch_op.create_index('ix_after_dose_commune_given', ['commune_id', 'given_on'], unique=False)

    op.create_table('session_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commune_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('moved_to', sa.Date(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['commune_id'], ['place.id'], name=op.f('fk_session_move_commune_id_place')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_session_move_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_move'))
    )
    with op.batch_alter_table('session_move', schema=None) as batch_op:
        batch_op.create_index('ix_session_move_commune_day', ['commune_id', 'day'], unique=False)

    op.create_table('reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commune_id', sa.Integer(), nullable=False),
    sa.Column('child_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('outbox_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.Column('moment', sa.String(length=10), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['child_id'], ['child.id'], name=op.f('fk_reminder_child_id_child')),
    sa.ForeignKeyConstraint(['commune_id'], ['place.id'], name=op.f('fk_reminder_commune_id_place')),
    sa.ForeignKeyConstraint(['outbox_id'], ['outbox.id'], name=op.f('fk_reminder_outbox_id_outbox')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder'))
    )
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reminder_child_id'), ['child_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reminder_outbox_id'), ['outbox_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reminder_outbox_id'))
        batch_op.drop_index(batch_op.f('ix_reminder_child_id'))

    op.drop_table('reminder')
    with op.batch_alter_table('session_move', schema=None) as batch_op:
        batch_op.drop_index('ix_session_move_commune_day')

    op.drop_table('session_move')
    with op.batch_alter_table('after_dose', schema=None) as batch_op:
        batch_op.drop_index('ix_after_dose_commune_given')

    op.drop_table('after_dose')
