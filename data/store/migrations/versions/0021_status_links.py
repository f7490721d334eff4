"""Links by which those whom measures concern say how far they are."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "status_links",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("valid_until", sa.Integer, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("changed_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_status_links"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_status_links_workshop_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("token_hash", name="uq_status_links_token_hash"),
    )
