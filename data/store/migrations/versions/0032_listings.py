"""Municipalities that have agreed to be named in public, with the office that accompanies them."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

compatible_from = "0028"


def upgrade() -> None:
    op.create_table(
        "listings",
        sa.Column("municipality_id", sa.String(32), nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", name="pk_listings"),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipalities.id"],
            name="fk_listings_municipality_id",
            ondelete="CASCADE",
        ),
    )
