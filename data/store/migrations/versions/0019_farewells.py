"""How a workshop ends: the next date, and what people say when they leave."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    of_workshop = (["workshop_id"], ["workshops.id"])
    op.create_table(
        "farewells",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("next_on", sa.Date),
        sa.Column("invites", sa.Text, nullable=False),
        sa.Column("has_no_date", sa.Boolean, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("exit_state", sa.String(4), nullable=False),
        sa.Column("exit_counts", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_farewells"),
        sa.ForeignKeyConstraint(*of_workshop, name="fk_farewells_workshop_id", ondelete="CASCADE"),
        sa.CheckConstraint("exit_state IN ('none', 'open', 'over')", name=op.f("ck_farewells_exit_state")),
    )
    op.create_table(
        "exit_answers",
        sa.Column("participant_id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("useful", sa.String(1)),
        sa.Column("heard", sa.String(1)),
        sa.Column("missing", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("participant_id", name="pk_exit_answers"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_exit_answers_participant_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(*of_workshop, name="fk_exit_answers_workshop_id", ondelete="CASCADE"),
        sa.CheckConstraint("useful IN ('A', 'B', 'C', 'D')", name=op.f("ck_exit_answers_useful")),
        sa.CheckConstraint("heard IN ('A', 'B', 'C', 'D')", name=op.f("ck_exit_answers_heard")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_exit_answers_workshop_id", "exit_answers", ["workshop_id"])
