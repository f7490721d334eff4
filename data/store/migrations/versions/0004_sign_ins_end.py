"""Sign-ins end on the server: after their days, and sooner when nobody uses them.

Those of before begin their days now, so that nobody is signed out by the update.
"""

import time
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

DAYS = 30


def upgrade() -> None:
    op.add_column("access", sa.Column("valid_until", sa.Integer, nullable=False, server_default="0"))
    op.add_column("access", sa.Column("used_on", sa.Date, nullable=False, server_default="1970-01-01"))
    access = sa.table("access", sa.column("valid_until", sa.Integer), sa.column("used_on", sa.Date))
    op.execute(access.update().values(valid_until=int(time.time()) + DAYS * 24 * 3600, used_on=date.today()))
