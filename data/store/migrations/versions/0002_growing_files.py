"""Files that continue a survey, links for teams, and what was answered when a file was mapped.

Nothing but ``access`` is rebuilt: SQLite would delete, with a table that others refer to, their rows as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "upload_links",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("valid_until", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload_links"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_upload_links_workshop_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("token_hash", name="uq_upload_links_token_hash"),
    )
    op.create_table(
        "remembered",
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("questionnaire", "fingerprint", "question", name="pk_remembered"),
    )
    op.add_column("workshops", sa.Column("record_key", sa.String(64)))
    op.add_column("batches", sa.Column("survey", sa.String(32), nullable=False, server_default=""))
    op.add_column("batches", sa.Column("number", sa.Integer, nullable=False, server_default="1"))
    op.add_column("batches", sa.Column("ledger", sa.JSON, nullable=False, server_default="{}"))
    _add_reference("batches", "link_id", "upload_links", "SET NULL")
    op.add_column("batches", sa.Column("administration", sa.JSON))
    op.execute("UPDATE batches SET survey = id")
    op.add_column("participants", sa.Column("record", sa.String(64)))
    _add_reference("participants", "replaced_in", "batches", "SET NULL")
    with op.batch_alter_table("access") as access:
        access.drop_constraint(op.f("ck_access_role"), type_="check")
        access.create_check_constraint(op.f("ck_access_role"), "role IN ('moderator', 'screen', 'team')")
        access.add_column(sa.Column("link_id", sa.String(32)))
        access.create_foreign_key("fk_access_link_id", "upload_links", ["link_id"], ["id"], ondelete="CASCADE")


def _add_reference(table: str, column: str, referred: str, on_delete: str) -> None:
    """A column with its foreign key in one statement, as SQLite wants it."""
    reference = f"CONSTRAINT fk_{table}_{column} REFERENCES {referred} (id) ON DELETE {on_delete}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(32) {reference}")
