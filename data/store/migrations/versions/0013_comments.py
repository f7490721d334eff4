"""Comments of participants on statements and fields, and how often what the room may see of them has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("participant_id", sa.String(32)),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("shortened", sa.Text),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("in_report", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_comments_workshop_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_comments_participant_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("participant_id", "about", name="uq_comments_participant_id"),
        sa.CheckConstraint("state IN ('new', 'released', 'hidden')", name=op.f("ck_comments_state")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comments_workshop_id", "comments", ["workshop_id"])
    op.add_column("workshops", sa.Column("comments_shown", sa.Integer, nullable=False, server_default="0"))
