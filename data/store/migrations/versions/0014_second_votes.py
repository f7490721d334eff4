"""The second vote on a statement after the talk: when it ends, what it came to, and the single votes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    of_workshop = (["workshop_id"], ["workshops.id"])
    op.create_table(
        "ballots",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("is_closed", sa.Boolean, nullable=False),
        sa.Column("is_shown", sa.Boolean, nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("workshop_id", "statement", name="pk_ballots"),
        sa.ForeignKeyConstraint(*of_workshop, name="fk_ballots_workshop_id", ondelete="CASCADE"),
    )
    op.create_table(
        "second_votes",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("participant_id", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(1), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "statement", "participant_id", name="pk_second_votes"),
        sa.ForeignKeyConstraint(*of_workshop, name="fk_second_votes_workshop_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_second_votes_participant_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name=op.f("ck_second_votes_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_second_votes_participant_id", "second_votes", ["participant_id"])
