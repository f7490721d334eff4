"""Measures: what is to be done, by whom, until when, and what is added later."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "measures",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("first_step", sa.Text, nullable=False),
        sa.Column("decides", sa.String(14)),
        sa.Column("with_whom", sa.Text, nullable=False),
        sa.Column("means", sa.Text, nullable=False),
        sa.Column("cost", sa.String(6)),
        sa.Column("sign", sa.Text, nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("risk", sa.Text, nullable=False),
        sa.Column("status", sa.String(7), nullable=False),
        sa.Column("status_reason", sa.Text, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_measures"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_measures_workshop_id", ondelete="CASCADE"),
        sa.UniqueConstraint("workshop_id", "number", name="uq_measures_workshop_id"),
        sa.CheckConstraint("status IN ('planned', 'begun', 'done', 'dropped')", name=op.f("ck_measures_status")),
    )
