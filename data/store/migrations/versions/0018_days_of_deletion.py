"""Every workshop has a day on which its sheets are deleted, not only those that were finished.

Those of before get theirs as if they were made today: as many days as the setting says after their own day, and after
today for those that are past, so that nobody is surprised by the update.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

from config import load_settings

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    workshops = sa.table(
        "workshops", sa.column("id", sa.String), sa.column("held_on", sa.Date), sa.column("delete_sheets_on", sa.Date)
    )
    connection = op.get_bind()
    without = sa.select(workshops.c.id, workshops.c.held_on).where(workshops.c.delete_sheets_on.is_(None))
    kept = timedelta(days=load_settings().keep_sheets_days)
    for workshop_id, held_on in connection.execute(without).all():
        day = min(max(held_on, date.today()), date.max - kept) + kept
        connection.execute(workshops.update().where(workshops.c.id == workshop_id).values(delete_sheets_on=day))
