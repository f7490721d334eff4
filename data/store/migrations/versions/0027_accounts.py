"""Accounts: people, what they are in which municipality, invitations, and who has done what with accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

MEMBERS = "role IN ('facilitator', 'moderator', 'comoderator', 'team')"
DEVICES = "role IN ('moderator', 'comoderator', 'screen', 'scribe', 'table', 'team', 'person')"


def upgrade() -> None:
    _people()
    _invitations()
    _audit()
    _attempts()
    with op.batch_alter_table("access") as access:
        access.add_column(sa.Column("person_id", sa.String(32)))
        access.add_column(sa.Column("signed_in_on", sa.Date))
        access.alter_column("about", server_default="")  # else SQLite writes it in brackets
        access.create_foreign_key("fk_access_person_id", "people", ["person_id"], ["id"], ondelete="CASCADE")
        access.drop_constraint(op.f("ck_access_role"), type_="check")
        access.create_check_constraint(op.f("ck_access_role"), DEVICES)


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("issuer", sa.Text),
        sa.Column("subject", sa.Text),
        sa.Column("is_operator", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("email", name="uq_people_email"),
        sa.UniqueConstraint("issuer", "subject", name="uq_people_issuer"),
    )
    op.create_table(
        "memberships",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("municipality_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(11), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "municipality_id", name="pk_memberships"),
        _belongs("memberships", "person_id", "people"),
        _belongs("memberships", "municipality_id", "municipalities"),
        sa.CheckConstraint(MEMBERS, name=op.f("ck_memberships_role")),
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("person_id", sa.String(32)),
        sa.Column("invited_by", sa.String(32)),
        sa.Column("municipality_id", sa.String(32)),
        sa.Column("role", sa.String(11)),
        sa.Column("is_operator", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("valid_until", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
        _belongs("invitations", "person_id", "people"),
        _belongs("invitations", "invited_by", "people"),
        _belongs("invitations", "municipality_id", "municipalities"),
        sa.CheckConstraint("kind IN ('first', 'invite', 'reset')", name=op.f("ck_invitations_kind")),
        sa.CheckConstraint(f"role IS NULL OR {MEMBERS}", name=op.f("ck_invitations_role")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("person_id", sa.String(32)),
        sa.Column("municipality_id", sa.String(32)),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("gaps", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_person_id", ondelete="SET NULL"),
        _belongs("audit", "municipality_id", "municipalities"),
    )
    op.create_index("ix_audit_municipality_id", "audit", ["municipality_id"])


def _attempts() -> None:
    """On PostgreSQL not in its log: empty after a crash, which is no harm, and a try costs a fifth of a millisecond."""
    op.create_table(
        "attempts",
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("slot", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("what", "who", "slot", name="pk_attempts"),
        prefixes=["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else [],
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_keys",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_day_keys"),
    )


def _belongs(table: str, column: str, above: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{above}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")
