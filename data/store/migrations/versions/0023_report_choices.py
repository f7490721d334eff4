"""What the documents of a workshop shall say stands with it, and no longer in the window of who has chosen it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "report_choices",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(2)),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("logo", sa.LargeBinary),
        sa.Column("left_out", sa.JSON, nullable=False),
        sa.Column("is_released", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_report_choices"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_report_choices_workshop_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("language IN ('de', 'en')", name=op.f("ck_report_choices_language")),
    )
