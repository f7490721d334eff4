"""Municipalities get rows of their own; a workshop can continue an earlier one.

Names that differ only in case or blanks are one municipality, as the newest workshop writes it. Which workshops of
before continue others is not known. ``workshops`` is not rebuilt (see 0002), so ``municipality_id`` may be empty.
"""

import secrets
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "municipalities",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_municipalities"),
        sa.UniqueConstraint("folded", name="uq_municipalities_folded"),
    )
    _add_reference("municipality_id", "municipalities (id)")
    _add_reference("follows", "workshops (id) ON DELETE SET NULL")
    op.add_column("workshops", sa.Column("run", sa.Integer, nullable=False, server_default="1"))
    _give_workshops_their_municipality()
    op.drop_column("workshops", "municipality")


def _add_reference(column: str, referred: str) -> None:
    """A column with its foreign key in one statement, as SQLite wants it."""
    op.execute(
        f"ALTER TABLE workshops ADD COLUMN {column} VARCHAR(32) CONSTRAINT fk_workshops_{column} REFERENCES {referred}"
    )


def _give_workshops_their_municipality() -> None:
    workshops = sa.table("workshops", *map(sa.Column, ("id", "municipality", "municipality_id", "held_on")))
    municipalities = sa.table("municipalities", *map(sa.Column, ("id", "name", "folded")))
    connection = op.get_bind()
    newest_first = sa.select(workshops.c.id, workshops.c.municipality).order_by(
        workshops.c.held_on.desc(), workshops.c.id
    )
    ids: dict[str, str] = {}
    for workshop_id, name in connection.execute(newest_first).all():
        seen = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
        folded = " ".join(unicodedata.normalize("NFC", seen).casefold().split())
        if folded not in ids:
            ids[folded] = secrets.token_hex(16)
            connection.execute(municipalities.insert().values(id=ids[folded], name=name, folded=folded))
        belongs = workshops.update().where(workshops.c.id == workshop_id).values(municipality_id=ids[folded])
        connection.execute(belongs)
