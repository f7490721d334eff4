"""The way through a workshop: steps that were ticked, and which function takes care of them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "process_steps",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("done_on", sa.Date),
        sa.Column("who", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "step", name="pk_process_steps"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_process_steps_workshop_id", ondelete="CASCADE"
        ),
    )
