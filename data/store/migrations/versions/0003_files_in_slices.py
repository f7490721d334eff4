"""Files that are taken over in slices: one counts only when its last slice is in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("batches", sa.Column("incomplete_since", sa.Integer))
