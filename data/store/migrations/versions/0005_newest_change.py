"""Which change of a sheet is the newest, so that one that was under way too long does not undo it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("participants", sa.Column("sequence", sa.Integer, nullable=False, server_default="0"))
