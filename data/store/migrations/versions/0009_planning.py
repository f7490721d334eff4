"""What a workshop expects and has printed: whom the moderator awaits, and the paper forms that were opened."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("workshops", sa.Column("expected", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("workshops", sa.Column("printed", sa.JSON, nullable=False, server_default="[]"))
