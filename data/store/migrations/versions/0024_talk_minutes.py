"""How long the talk of a workshop shall be can be said before its survey is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("workshops", sa.Column("talk_minutes", sa.Integer))
