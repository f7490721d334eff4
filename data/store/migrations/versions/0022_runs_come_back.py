"""A run keeps from which one it was begun, also once that is deleted, and whether it asks again without a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("workshops", sa.Column("began_after", sa.String(32)))
    op.add_column("workshops", sa.Column("is_recheck", sa.Boolean, nullable=False, server_default=sa.false()))
    workshops = sa.table("workshops", *map(sa.Column, ("began_after", "follows", "title", "is_recheck")))
    connection = op.get_bind()
    connection.execute(workshops.update().values(began_after=workshops.c.follows))
    is_recheck = workshops.c.follows.is_not(None) & workshops.c.title.like("Nachbefragung nach % Monaten")
    connection.execute(workshops.update().where(is_recheck).values(is_recheck=sa.true()))
