"""Browsers in which somebody has signed in before: guesses from elsewhere do not hold them up."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

compatible_from = "0028"


def upgrade() -> None:
    op.create_table(
        "known_devices",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("valid_until", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_known_devices"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_known_devices_person_id", ondelete="CASCADE"),
    )
