"""The Gesprächsplan as it was arranged for a release; empty as long as it is the one that is proposed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("releases", sa.Column("agenda", sa.JSON(none_as_null=True)))
