"""Ballots and votes have a kind, the guess is one; it is a step of a statement, so the steps behind it move on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

PLACES = ("frozen", "arranged", "resume")
"""Columns of a stage that hold one place or several as JSON."""


def upgrade() -> None:
    _kinds_of_ballots()
    _kinds_of_votes()
    _steps_behind_the_guess()


def _kinds_of_ballots() -> None:
    """The table anew: SQLite cannot change a primary key. Meanwhile its rows stand in a table without a constraint."""
    op.execute("CREATE TABLE ballots_before AS SELECT * FROM ballots")
    op.drop_table("ballots")
    op.create_table(
        "ballots",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("is_closed", sa.Boolean, nullable=False),
        sa.Column("is_shown", sa.Boolean, nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("workshop_id", "kind", "statement", name="pk_ballots"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_ballots_workshop_id", ondelete="CASCADE"),
    )
    columns = "statement, number, until, is_closed, is_shown, result"
    op.execute(
        f"INSERT INTO ballots (workshop_id, kind, {columns})"  # noqa: S608 - constants
        f" SELECT workshop_id, 'second_vote', {columns} FROM ballots_before"
    )
    op.drop_table("ballots_before")


def _kinds_of_votes() -> None:
    op.create_table(
        "votes",
        sa.Column("workshop_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("participant_id", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(1), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "kind", "statement", "participant_id", name="pk_votes"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_votes_workshop_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_votes_participant_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name=op.f("ck_votes_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_votes_participant_id", "votes", ["participant_id"])
    op.execute(
        "INSERT INTO votes (workshop_id, kind, statement, participant_id, answer)"
        " SELECT workshop_id, 'second_vote', statement, participant_id, answer FROM second_votes"
    )
    op.drop_table("second_votes")


def _steps_behind_the_guess() -> None:
    """A stage keeps a step by its number: of a statement, each behind the sentence is now one further."""
    stages = sa.table(
        "stages",
        sa.column("workshop_id", sa.String),
        sa.column("slide", sa.Text),
        sa.column("step", sa.Integer),
        *(sa.column(name, sa.JSON(none_as_null=True)) for name in PLACES),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(stages)).mappings().all():
        moved = {"step": _further(row["slide"], row["step"])}
        moved |= {name: _moved(row[name]) for name in PLACES}
        connection.execute(sa.update(stages).where(stages.c.workshop_id == row["workshop_id"]).values(**moved))


def _moved(places: Any) -> Any:
    if places is None:
        return None
    if isinstance(places, list):
        return [_moved(place) for place in places]
    return {**places, "step": _further(places["slide"], places["step"])}


def _further(slide: str, step: int) -> int:
    return step + 1 if step > 0 and slide.partition("?")[0] == "aussage" else step
