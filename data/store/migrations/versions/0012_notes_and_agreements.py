"""What the talk leaves in writing: notes, shared assessments, and devices of who takes the minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"

OF_WORKSHOP = (["workshop_id"], ["workshops.id"])


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("is_visible", sa.Boolean, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(*OF_WORKSHOP, name="fk_notes_workshop_id", ondelete="CASCADE"),
        sa.UniqueConstraint("workshop_id", "number", name="uq_notes_workshop_id"),
    )
    op.create_table(
        "agreements",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("answer", sa.String(7), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "statement", name="pk_agreements"),
        sa.ForeignKeyConstraint(*OF_WORKSHOP, name="fk_agreements_workshop_id", ondelete="CASCADE"),
        sa.CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E', 'dissent')", name=op.f("ck_agreements_answer")),
    )
    op.add_column("workshops", sa.Column("agreed", sa.Integer, nullable=False, server_default="0"))
    for table, others in (("keys", ""), ("access", ", 'team'")):
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
            roles = f"role IN ('moderator', 'comoderator', 'screen', 'scribe'{others})"
            changed.create_check_constraint(op.f(f"ck_{table}_role"), roles)
