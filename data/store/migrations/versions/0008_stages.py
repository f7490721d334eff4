"""What stands on the stage of a workshop, and devices that steer the room without being moderators."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "stages",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("slide", sa.Text, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("frozen", sa.JSON),
        sa.Column("black", sa.Boolean, nullable=False),
        sa.Column("timer_until", sa.Integer),
        sa.Column("joining", sa.Boolean, nullable=False),
        sa.Column("arranged", sa.JSON),
        sa.Column("resume", sa.JSON),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_stages"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_stages_workshop_id", ondelete="CASCADE"),
    )
    for table, others in (("keys", ""), ("access", ", 'team'")):
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
            changed.alter_column("role", type_=sa.String(11), existing_nullable=False)
            roles = f"role IN ('moderator', 'comoderator', 'screen'{others})"
            changed.create_check_constraint(op.f(f"ck_{table}_role"), roles)
