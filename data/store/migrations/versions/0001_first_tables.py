"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "questionnaires",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_questionnaires"),
    )
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("questionnaire_digest", sa.String(64), nullable=False),
        sa.Column("room", sa.JSON, nullable=False),
        sa.Column("administration", sa.JSON, nullable=False),
        sa.Column("threshold", sa.Integer, nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("wifi_name", sa.Text, nullable=False),
        sa.Column("wifi_password", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("delete_sheets_on", sa.Date),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("closings", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
        sa.ForeignKeyConstraint(
            ["questionnaire_digest"], ["questionnaires.digest"], name="fk_workshops_questionnaire_digest"
        ),
        sa.UniqueConstraint("code", name="uq_workshops_code"),
        sa.CheckConstraint("threshold >= 3", name=op.f("ck_workshops_threshold")),
        sa.CheckConstraint("mode IN ('sectors', 'perspectives')", name=op.f("ck_workshops_mode")),
        sa.CheckConstraint("state IN ('prepared', 'open', 'closed', 'finished')", name=op.f("ck_workshops_state")),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("imported_on", sa.Date, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        _of_workshop("batches"),
        sa.UniqueConstraint("workshop_id", "digest", name="uq_batches_workshop_id"),
    )
    op.create_table(
        "participants",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("batch_id", sa.String(32)),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("perspective", sa.Text, nullable=False),
        sa.Column("source", sa.String(6), nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
        _of_workshop("participants"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_participants_batch_id", ondelete="CASCADE"),
        sa.UniqueConstraint("token_hash", name="uq_participants_token_hash"),
        sa.CheckConstraint("source IN ('phone', 'tablet', 'paper', 'upload')", name=op.f("ck_participants_source")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participants_workshop_id", "participants", ["workshop_id"])
    op.create_index("ix_participants_batch_id", "participants", ["batch_id"])
    op.create_table(
        "answers",
        sa.Column("participant_id", sa.String(32), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("answer", sa.String(1), nullable=False),
        sa.PrimaryKeyConstraint("participant_id", "statement", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_answers_participant_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name=op.f("ck_answers_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "administration_answers",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("answer", sa.String(1)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who_knows", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "statement", name="pk_administration_answers"),
        _of_workshop("administration_answers"),
        sa.CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name=op.f("ck_administration_answers_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "releases",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("closed_on", sa.Date, nullable=False),
        sa.Column("threshold", sa.Integer, nullable=False),
        sa.Column("statements", sa.JSON, nullable=False),
        sa.Column("groups", sa.JSON, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("without_answers", sa.Integer, nullable=False),
        sa.Column("administration", sa.JSON, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", name="pk_releases"),
        _of_workshop("releases"),
    )
    op.create_table(
        "keys",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(9), nullable=False),
        sa.Column("workshop_id", sa.String(32)),
        sa.Column("valid_until", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_keys"),
        _of_workshop("keys"),
        sa.CheckConstraint("role IN ('moderator', 'screen')", name=op.f("ck_keys_role")),
    )
    op.create_table(
        "access",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(9), nullable=False),
        sa.Column("workshop_id", sa.String(32)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_access"),
        _of_workshop("access"),
        sa.CheckConstraint("role IN ('moderator', 'screen')", name=op.f("ck_access_role")),
    )
    op.create_table(
        "wordings",
        sa.Column("scope", sa.String(32), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scope", "place", "language", name="pk_wordings"),
    )


def _of_workshop(table: str) -> sa.ForeignKeyConstraint:
    """Rows that go with their workshop."""
    return sa.ForeignKeyConstraint(
        ["workshop_id"], ["workshops.id"], name=f"fk_{table}_workshop_id", ondelete="CASCADE"
    )
