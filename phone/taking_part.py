"""Who has a vote once the survey is closed: phones whose sheet is part of the release. All others are told why not."""

import asyncio

from data.store.voting import counts_in_release
from phone.visit import Visit
from texts.words import Words


async def has_vote(visit: Visit) -> bool:
    """Whether points, votes and guesses of this phone count; a device that is passed round has none."""
    if visit.token is None or visit.tablet:
        return False
    return await asyncio.to_thread(counts_in_release, visit.store, visit.token_hash, visit.room.workshop.id)


def why_no_vote(_: Words) -> str:
    """Where the others vote, guess or give points."""
    return _("Hier machen alle mit, die vor dem Schließen der Umfrage am eigenen Telefon geantwortet haben.")


def why_no_questions(_: Words) -> str:
    """Where the others are asked what they say when they leave."""
    return _("Drei Fragen zum Schluss beantworten alle, die am eigenen Telefon am Fragebogen teilgenommen haben.")
