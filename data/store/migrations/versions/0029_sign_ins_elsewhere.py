"""Sign-ins that have begun at an identity provider and come back within minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "sign_ins_elsewhere",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("kept", sa.JSON, nullable=False),
        sa.Column("valid_until", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_sign_ins_elsewhere"),
    )
