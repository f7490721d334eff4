"""What a person answered when a file with certain headings was mapped; never answers of participants."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from data.store.engine import Store
from data.store.schema import remembered as table


def remembered(store: Store, questionnaire_id: str, fingerprint: str) -> dict[str, str]:
    """The answers by question for files with these headings."""
    query = select(table.c.question, table.c.answer).where(
        table.c.questionnaire == questionnaire_id, table.c.fingerprint == fingerprint
    )
    with store.reading() as connection:
        return {row.question: row.answer for row in connection.execute(query)}


def remember(store: Store, questionnaire_id: str, fingerprint: str, answers: Mapping[str, str]) -> None:
    """Keep these answers, in place of earlier ones to the same questions."""
    key = {"questionnaire": questionnaire_id, "fingerprint": fingerprint}
    rows = [{**key, "question": question, "answer": answer} for question, answer in answers.items()]

    def work(connection: Connection) -> None:
        earlier = delete(table).where(
            table.c.questionnaire == questionnaire_id,
            table.c.fingerprint == fingerprint,
            table.c.question.in_(list(answers)),
        )
        connection.execute(earlier)
        if rows:
            connection.execute(insert(table), rows)

    store.write(work)
