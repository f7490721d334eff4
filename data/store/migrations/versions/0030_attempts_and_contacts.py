"""What several processes count together for a moment: attempts, and when a phone last reached a workshop."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0026"


def upgrade() -> None:
    unlogged = ["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else []  # it may be empty after a crash
    op.create_table(
        "attempts",
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("slot", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("what", "who", "slot", name="pk_attempts"),
        prefixes=unlogged,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contacts",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_contacts"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_contacts_workshop_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
