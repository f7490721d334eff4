"""Small tables: which field a key or a device is for, and what tables send to the moderation."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("kind", sa.String(7), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("state", sa.String(5), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_proposals_workshop_id", ondelete="CASCADE"),
        sa.CheckConstraint("kind IN ('note', 'reason', 'measure')", name=op.f("ck_proposals_kind")),
        sa.CheckConstraint("state IN ('sent', 'taken', 'aside')", name=op.f("ck_proposals_state")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_proposals_workshop_id", "proposals", ["workshop_id"])
    for table, others in (("keys", ""), ("access", ", 'team'")):
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("about", sa.Text, nullable=False, server_default=""))
            changed.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
            roles = f"role IN ('moderator', 'comoderator', 'screen', 'scribe', 'table'{others})"
            changed.create_check_constraint(op.f(f"ck_{table}_role"), roles)
