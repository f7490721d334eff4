"""A poll on measures, by points or by resistance: what is asked, what it came to, and what each sheet gave."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    of_workshop = (["workshop_id"], ["workshops.id"])
    op.create_table(
        "point_polls",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("most", sa.Integer, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("state", sa.String(6), nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_point_polls"),
        sa.ForeignKeyConstraint(*of_workshop, name="fk_point_polls_workshop_id", ondelete="CASCADE"),
        sa.CheckConstraint("kind IN ('points', 'resistance')", name=op.f("ck_point_polls_kind")),
        sa.CheckConstraint("state IN ('open', 'closed', 'shown')", name=op.f("ck_point_polls_state")),
    )
    op.create_table(
        "points",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("participant_id", sa.String(32), nullable=False),
        sa.Column("option", sa.String(32), nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "participant_id", "option", name="pk_points"),
        sa.ForeignKeyConstraint(*of_workshop, name="fk_points_workshop_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_points_participant_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("points BETWEEN 0 AND 10", name=op.f("ck_points_points")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_points_participant_id", "points", ["participant_id"])
