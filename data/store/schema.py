"""The tables. None has a person's name, an address, a time or an order of arrival in it; files are numbered.

Ids are random. On SQLite the tables of sheets are WITHOUT ROWID, so that no hidden number tells who came first.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

LARGEST_LOGO = 4 << 20
"""Bytes: more than a picture of 1200 × 600 points takes, and the line of a Sicherung with it is no long one."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

questionnaires = Table(
    "questionnaires",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

municipalities = Table(
    "municipalities",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # by what the name is recognised
    UniqueConstraint("folded"),
)

listings = Table(
    "listings",
    metadata,
    Column("municipality_id", ForeignKey("municipalities.id", ondelete="CASCADE"), primary_key=True),
    Column("office", Text, nullable=False),  # an institution, never a person
)

workshops = Table(
    "workshops",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("code", String(6), nullable=False),
    Column("municipality_id", ForeignKey("municipalities.id")),  # never empty, which SQLite cannot add
    Column("follows", ForeignKey("workshops.id", ondelete="SET NULL")),
    Column("run", Integer, nullable=False, server_default="1"),
    Column("began_after", String(32)),  # no reference: stays when that run is deleted, and links them if it comes back
    Column("is_recheck", Boolean, nullable=False, server_default=false()),
    Column("title", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("questionnaire_digest", ForeignKey("questionnaires.digest"), nullable=False),
    Column("room", JSON, nullable=False),
    Column("administration", JSON, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("mode", String(12), nullable=False),
    Column("wifi_name", Text, nullable=False),
    Column("wifi_password", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("delete_sheets_on", Date),  # never empty, which SQLite cannot add
    Column("revision", Integer, nullable=False),
    Column("closings", Integer, nullable=False),
    Column("record_key", String(64)),
    Column("expected", JSON, nullable=False, server_default="{}"),
    Column("printed", JSON, nullable=False, server_default="[]"),
    Column("agreed", Integer, nullable=False, server_default="0"),
    Column("comments_shown", Integer, nullable=False, server_default="0"),  # how often the released ones changed
    Column("talk_minutes", Integer),
    UniqueConstraint("code"),
    CheckConstraint("threshold >= 3", name="threshold"),
    CheckConstraint("mode IN ('sectors', 'perspectives')", name="mode"),
    CheckConstraint("state IN ('prepared', 'open', 'closed', 'finished')", name="state"),
)

_MEMBERS = "role IN ('facilitator', 'moderator', 'comoderator', 'team')"

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),  # in lower case
    Column("password_hash", Text),  # argon2id; none for who signs in elsewhere
    Column("issuer", Text),
    Column("subject", Text),  # who signs in elsewhere is known by this pair, never by the e-mail
    Column("is_operator", Boolean, nullable=False, server_default=false()),
    Column("disabled", Boolean, nullable=False, server_default=false()),
    Column("created_on", Date, nullable=False),
    UniqueConstraint("email"),
    UniqueConstraint("issuer", "subject"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("municipality_id", ForeignKey("municipalities.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(11), nullable=False),
    CheckConstraint(_MEMBERS, name="role"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("kind", String(6), nullable=False),
    Column("email", Text, nullable=False),  # empty for the first account, which names its own
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE")),  # whose password is set anew
    Column("invited_by", ForeignKey("people.id", ondelete="CASCADE")),  # none: by run.py
    Column("municipality_id", ForeignKey("municipalities.id", ondelete="CASCADE")),
    Column("role", String(11)),
    Column("is_operator", Boolean, nullable=False, server_default=false()),
    Column("valid_until", Integer, nullable=False),
    UniqueConstraint("token_hash"),
    CheckConstraint("kind IN ('first', 'invite', 'reset')", name="kind"),
    CheckConstraint(f"role IS NULL OR {_MEMBERS}", name="role"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", Integer, nullable=False),  # seconds since 1970
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL")),  # none: by run.py, or that account is gone
    Column("municipality_id", ForeignKey("municipalities.id", ondelete="CASCADE")),
    Column("what", String(32), nullable=False),
    Column("gaps", JSON, nullable=False),
    Index("ix_audit_municipality_id", "municipality_id"),
)

day_keys = Table(
    "day_keys",
    metadata,
    Column("day", Date, primary_key=True),
    Column("key", String(64), nullable=False),
)

sign_ins_elsewhere = Table(
    "sign_ins_elsewhere",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    Column("kept", JSON, nullable=False),
    Column("valid_until", Integer, nullable=False),
)

known_devices = Table(
    "known_devices",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("valid_until", Integer, nullable=False),
)

upload_links = Table(
    "upload_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("label", Text, nullable=False),
    Column("valid_until", Integer, nullable=False),
    UniqueConstraint("token_hash"),
)

status_links = Table(
    "status_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("label", Text, nullable=False),
    Column("valid_until", Integer, nullable=False),
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("changed_on", Date),
    UniqueConstraint("token_hash"),
)

batches = Table(
    "batches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("filename", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("imported_on", Date, nullable=False),
    Column("people", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("survey", String(32), nullable=False, server_default=""),  # SQLite adds no column without a default
    Column("number", Integer, nullable=False, server_default="1"),
    Column("ledger", JSON, nullable=False, server_default="{}"),
    Column("link_id", ForeignKey("upload_links.id", ondelete="SET NULL")),
    Column("administration", JSON(none_as_null=True)),
    Column("incomplete_since", Integer),  # seconds since 1970; empty once it counts
    UniqueConstraint("workshop_id", "digest"),
)

participants = Table(
    "participants",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("batch_id", ForeignKey("batches.id", ondelete="CASCADE")),
    Column("token_hash", String(64)),
    Column("perspective", Text, nullable=False),
    Column("source", String(6), nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("record", String(64)),
    Column("replaced_in", ForeignKey("batches.id", ondelete="SET NULL")),
    Column("sequence", Integer, nullable=False, server_default="0"),
    UniqueConstraint("token_hash"),
    Index("ix_participants_workshop_id", "workshop_id"),
    Index("ix_participants_batch_id", "batch_id"),
    CheckConstraint("source IN ('phone', 'tablet', 'paper', 'upload')", name="source"),
    sqlite_with_rowid=False,
)

answers = Table(
    "answers",
    metadata,
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("answer", String(1), nullable=False),
    CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name="answer"),
    sqlite_with_rowid=False,
)

comments = Table(
    "comments",
    metadata,
    Column("id", String(32), primary_key=True),  # another one with every change of the text
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE")),  # empty once the sheets are deleted
    Column("about", Text, nullable=False),  # a statement or a field
    Column("text", Text, nullable=False),
    Column("shortened", Text),
    Column("state", String(8), nullable=False),
    Column("in_report", Boolean, nullable=False),
    UniqueConstraint("participant_id", "about"),
    Index("ix_comments_workshop_id", "workshop_id"),
    CheckConstraint("state IN ('new', 'released', 'hidden')", name="state"),
    sqlite_with_rowid=False,
)

administration_answers = Table(
    "administration_answers",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("answer", String(1)),
    Column("reason", Text, nullable=False),
    Column("who_knows", Text, nullable=False),
    CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name="answer"),
    sqlite_with_rowid=False,
)

releases = Table(
    "releases",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("closed_on", Date, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("statements", JSON, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("without_answers", Integer, nullable=False),
    Column("administration", JSON, nullable=False),
    Column("shown", JSON, nullable=False),
    Column("agenda", JSON(none_as_null=True)),
)

stages = Table(
    "stages",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("slide", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("frozen", JSON(none_as_null=True)),
    Column("black", Boolean, nullable=False),
    Column("timer_until", Integer),  # seconds since 1970
    Column("joining", Boolean, nullable=False),
    Column("arranged", JSON(none_as_null=True)),
    Column("resume", JSON(none_as_null=True)),
)

notes = Table(
    "notes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # the moderators' own, so they may tell what was written first
    Column("about", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("is_visible", Boolean, nullable=False),
    Column("version", String(32), nullable=False),
    UniqueConstraint("workshop_id", "number"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("answer", String(7), nullable=False),
    Column("reason", Text, nullable=False),
    Column("version", String(32), nullable=False),
    CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E', 'dissent')", name="answer"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("field", Text, nullable=False),  # whose table has sent it
    Column("kind", String(7), nullable=False),
    Column("about", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("due", Date),
    Column("state", String(5), nullable=False),
    Column("version", String(32), nullable=False),
    Index("ix_proposals_workshop_id", "workshop_id"),
    CheckConstraint("kind IN ('note', 'reason', 'measure')", name="kind"),
    CheckConstraint("state IN ('sent', 'taken', 'aside')", name="state"),
    sqlite_with_rowid=False,
)

measures = Table(
    "measures",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),  # a function
    Column("person", Text, nullable=False),  # only with their consent
    Column("due", Date),
    Column("about", JSON, nullable=False),
    Column("cause", Text, nullable=False),
    Column("first_step", Text, nullable=False),
    Column("decides", String(14)),
    Column("with_whom", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("cost", String(6)),
    Column("sign", Text, nullable=False),
    Column("level", Integer),
    Column("risk", Text, nullable=False),
    Column("status", String(7), nullable=False),
    Column("status_reason", Text, nullable=False),
    Column("version", String(32), nullable=False),
    UniqueConstraint("workshop_id", "number"),
    CheckConstraint("status IN ('planned', 'begun', 'done', 'dropped')", name="status"),
)

farewells = Table(
    "farewells",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("next_on", Date),
    Column("invites", Text, nullable=False),
    Column("has_no_date", Boolean, nullable=False),
    Column("version", String(32), nullable=False),
    Column("exit_state", String(4), nullable=False),
    Column("exit_counts", JSON(none_as_null=True)),  # once they are over
    CheckConstraint("exit_state IN ('none', 'open', 'over')", name="exit_state"),
)

report_choices = Table(
    "report_choices",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(2)),  # empty until somebody has chosen
    Column("contact", Text, nullable=False),
    Column("logo", LargeBinary(LARGEST_LOGO)),
    Column("left_out", JSON, nullable=False),
    Column("is_released", Boolean, nullable=False),
    CheckConstraint("language IN ('de', 'en')", name="language"),
)

process_steps = Table(
    "process_steps",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("step", String(16), primary_key=True),
    Column("done_on", Date),
    Column("who", Text, nullable=False),  # a function
)

exit_answers = Table(
    "exit_answers",
    metadata,
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("useful", String(1)),
    Column("heard", String(1)),
    Column("missing", Text, nullable=False),
    Index("ix_exit_answers_workshop_id", "workshop_id"),
    CheckConstraint("useful IN ('A', 'B', 'C', 'D')", name="useful"),
    CheckConstraint("heard IN ('A', 'B', 'C', 'D')", name="heard"),
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # as in data/store/ballot_kinds.py
    Column("statement", Text, primary_key=True),
    Column("number", Integer, nullable=False),  # counts its changes
    Column("until", Integer, nullable=False),  # seconds since 1970
    Column("is_closed", Boolean, nullable=False),
    Column("is_shown", Boolean, nullable=False),
    Column("result", JSON(none_as_null=True)),
)

votes = Table(
    "votes",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
    Column("answer", String(1), nullable=False),
    Index("ix_votes_participant_id", "participant_id"),
    CheckConstraint("answer IN ('A', 'B', 'C', 'D', 'E')", name="answer"),
    sqlite_with_rowid=False,
)

point_polls = Table(
    "point_polls",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),  # counts its changes
    Column("kind", String(10), nullable=False),
    Column("most", Integer, nullable=False),
    Column("options", JSON, nullable=False),  # ids and words of measures, as they were when it began
    Column("state", String(6), nullable=False),
    Column("result", JSON(none_as_null=True)),
    CheckConstraint("kind IN ('points', 'resistance')", name="kind"),
    CheckConstraint("state IN ('open', 'closed', 'shown')", name="state"),
)

points = Table(
    "points",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
    Column("option", String(32), primary_key=True),
    Column("points", Integer, nullable=False),
    Index("ix_points_participant_id", "participant_id"),
    CheckConstraint("points BETWEEN 0 AND 10", name="points"),
    sqlite_with_rowid=False,
)

keys = Table(
    "keys",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("role", String(11), nullable=False),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE")),
    Column("valid_until", Integer, nullable=False),
    Column("about", Text, nullable=False, server_default=""),  # the field of a table
    CheckConstraint("role IN ('moderator', 'comoderator', 'screen', 'scribe', 'table')", name="role"),
)

access = Table(
    "access",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(11), nullable=False),
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE")),
    Column("link_id", ForeignKey("upload_links.id", ondelete="CASCADE")),
    Column("valid_until", Integer, nullable=False, server_default="0"),
    Column("used_on", Date, nullable=False, server_default="1970-01-01"),
    Column("about", Text, nullable=False, server_default=""),  # the field of a table
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE")),
    Column("signed_in_on", Date),
    CheckConstraint("role IN ('moderator', 'comoderator', 'screen', 'scribe', 'table', 'team', 'person')", name="role"),
)

remembered = Table(
    "remembered",
    metadata,
    Column("questionnaire", Text, primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("answer", Text, nullable=False),
)

wordings = Table(
    "wordings",
    metadata,
    Column("scope", String(32), primary_key=True),  # a workshop's id, or empty: the whole instance
    Column("place", String(32), primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("text", Text, nullable=False),
)

practice_cards = Table(
    "practice_cards",
    metadata,
    Column("municipality_id", String(32), primary_key=True, server_default=""),  # empty: the whole instance
    Column("id", String(60), primary_key=True),
    Column("item", Text, nullable=False),  # as JSON, in the format of the Bibliothek
)

attempts = Table(
    "attempts",
    metadata,
    Column("what", String(20), primary_key=True),
    Column("who", String(64), primary_key=True),  # a hash with a key that ends with the day
    Column("slot", Integer, primary_key=True, autoincrement=False),  # which stretch of time, numbered
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

contacts = Table(
    "contacts",
    metadata,
    Column("workshop_id", ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Integer, nullable=False),  # of all phones together
    sqlite_with_rowid=False,
)

about_store = Table(
    "about_store",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
