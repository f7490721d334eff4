"""Questionnaires as they were when a workshop took them, each text stored once."""

import hashlib

from sqlalchemy import Connection, select
from sqlalchemy import text as sql

from analysis.questionnaire import Questionnaire
from data.questionnaire_file import parse_questionnaire
from data.store.engine import Store
from data.store.errors import UnknownPerspective, UnknownStatement
from data.store.rows import Workshop
from data.store.schema import questionnaires as table

_KEEP = sql("INSERT INTO questionnaires (digest, text) VALUES (:digest, :text) ON CONFLICT (digest) DO NOTHING")


def questionnaire(store: Store, workshop: Workshop) -> Questionnaire:
    """The full questionnaire the workshop was created with."""
    if workshop.questionnaire_digest in store.questionnaires:
        return store.questionnaires[workshop.questionnaire_digest]
    with store.reading() as connection:
        return parsed(store, connection, workshop.questionnaire_digest)


def text_of(store: Store, workshop: Workshop) -> str:
    """The questionnaire's YAML text, as it was when the workshop took it."""
    with store.reading() as connection:
        query = select(table.c.text).where(table.c.digest == workshop.questionnaire_digest)
        return str(connection.execute(query).scalar_one())


def parsed(store: Store, connection: Connection, digest: str) -> Questionnaire:
    """The questionnaire with this digest, parsed once."""
    if digest not in store.questionnaires:
        text = connection.execute(select(table.c.text).where(table.c.digest == digest)).scalar_one()
        store.questionnaires[digest] = parse_questionnaire(text)
    return store.questionnaires[digest]


def digest_of(store: Store, text: str) -> str:
    """The digest under which this text is stored; raises QuestionnaireError if it is not a questionnaire."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest not in store.questionnaires:
        store.questionnaires[digest] = parse_questionnaire(text)
    return digest


def keep(connection: Connection, digest: str, text: str) -> None:
    """Store the text, unless it is there: another process may be doing the same."""
    connection.execute(_KEEP, {"digest": digest, "text": text})


def in_order(asked: Questionnaire, statements: tuple[str, ...]) -> list[str]:
    """These statement ids in questionnaire order; raises UnknownStatement."""
    if unknown := [statement for statement in statements if statement not in asked.statements]:
        raise UnknownStatement(unknown)
    return [statement for statement in asked.statements if statement in set(statements)]


def insist_on_perspectives(asked: Questionnaire, perspectives: set[str]) -> None:
    """Raises UnknownPerspective for keys that nobody can choose in this questionnaire."""
    if unknown := perspectives - set(asked.perspective_keys):
        raise UnknownPerspective(sorted(unknown))
