"""When a phone last reached a workshop, whichever process it met."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_contacts"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_contacts_workshop_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
