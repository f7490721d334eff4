"""What the store knows of itself: which programs may work with it, and the day's key for hashes of addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

compatible_from = "0026"


def upgrade() -> None:
    op.create_table(
        "about_store",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_about_store"),
    )
