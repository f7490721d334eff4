"""Own practice cards belong to the municipality whose people have written them; without accounts to the instance."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.rename_table("practice_cards", "cards_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE cards_before RENAME CONSTRAINT pk_practice_cards TO pk_cards_before")
    op.create_table(
        "practice_cards",
        sa.Column("municipality_id", sa.String(32), nullable=False, server_default=""),
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "id", name="pk_practice_cards"),
    )
    op.execute("INSERT INTO practice_cards (id, item) SELECT id, item FROM cards_before")
    op.drop_table("cards_before")
