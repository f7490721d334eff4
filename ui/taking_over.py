"""Takes a file over into the workshop: what of it is new, all of it or nothing, and what is remembered of it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from random import SystemRandom

import streamlit as st

from analysis.questionnaire import Questionnaire
from data.comparing import compare_with_stored
from data.intake.novelty import Comparison
from data.intake.understood import Source, Understood
from data.store.administration import administration_sheet
from data.store.batches import AlreadyImported, NewBatch, OutdatedComparison, add_administration, batches, has_batch
from data.store.links import UnknownLink
from data.store.remembered import remember
from data.store.sheets import EnteredSheet, WrongState, add_sheets
from data.store.workshops import Workshop
from texts.words import Words
from ui import session, show
from ui.file_questions import answers_key

LONGEST_NAME = 120


@dataclass(frozen=True)
class Dropped:
    """A file in this window, for a workshop and its questionnaire.

    ``id`` is that of one upload, ``digest`` the same for the same bytes.
    """

    of: Workshop
    asked: Questionnaire
    source: Source
    name: str
    content: bytes
    digest: str
    id: str

    @property
    def key(self) -> str:
        """Tells its widgets and what is kept of it from those of others."""
        return f"{self.source}-{self.digest[:20]}"

    @property
    def wanted(self) -> Sequence[str]:
        """The statements that this source is asked."""
        return self.of.administration if self.source == "administration" else self.of.room

    def answers(self) -> dict[str, str]:
        """What was answered about it so far."""
        answers: dict[str, str] = session.remembered(answers_key(self.key), {})
        return answers

    def is_there(self) -> bool:
        """Whether this very file is in the workshop."""
        return self.has_administration() if self.source == "administration" else self.has_sheets()

    def has_sheets(self) -> bool:
        """Whether the people of this very file are."""
        return has_batch(session.store(), self.of.id, self.digest)

    def has_administration(self) -> bool:
        """Whether its Verwaltungsbogen is."""
        return has_batch(session.store(), self.of.id, self.digest, administration=True)


def compared(file: Dropped, found: Understood) -> Comparison:
    """Beside the files that are in the workshop, or, if wanted, as a survey of its own.

    A team's file is compared with the team's own ones, so that the numbers tell nothing of others' sheets. What is said
    of a file that continues none is the same for every such file.
    """
    _ = session.words()
    link_id = session.own_link(file.of)

    def comparison(*, apart: bool) -> Comparison:
        return compare_with_stored(session.store("team"), file.of.id, found.records, link_id=link_id, apart=apart)

    beside = comparison(apart=False)
    if beside.unchanged or beside.changed:
        label = _("Das ist eine andere Befragung: alle Bögen als neu zählen")
        if st.checkbox(label, key=f"apart-{file.key}"):
            return comparison(apart=True)
    elif found.records and any(not one.has_administration for one in batches(session.store(), file.of.id, link_id)):
        show.note(
            _(
                "Alle Bögen dieser Datei gelten als neu. Eine frühere Datei wird nur wiedererkannt, wenn mindestens "
                "die Hälfte ihrer Bögen und mindestens {threshold} unverändert wieder dabei sind. Ist diese Datei eine "
                "neuere Fassung, nehmen Sie die frühere bitte zuerst zurück.",
                threshold=file.of.threshold,
            )
        )
    return beside


def offer(file: Dropped, found: Understood, comparison: Comparison) -> None:
    """The whole file or nothing of it; problems must be accepted knowingly."""
    _ = session.words()
    if found.administration and not file.has_administration():
        _offer_administration(_, file, found)
    if not found.records:
        return
    if not (comparison.new or comparison.changed):
        st.info(_("Alle Bögen dieser Datei sind schon da; es gibt nichts zu übernehmen."))
        return
    unread = bool(found.problems or found.quarantined)
    label = _("Übernehmen")
    if unread:
        label = _("Ohne diese Zellen übernehmen") if found.problems else _("Ohne diese Zeilen übernehmen")
    if st.button(label, key=f"accept-{file.key}", type="secondary" if unread else "primary"):
        coming = [*comparison.new, *comparison.changed]
        SystemRandom().shuffle(coming)
        batch = replace(_batch(file, found), survey=comparison.survey, known=comparison.known)
        _store(file, found, lambda: _add(file, coming, batch))


def _add(file: Dropped, coming: list[EnteredSheet], batch: NewBatch) -> None:
    add_sheets(session.store("team"), file.of.id, coming, source="upload", batch=batch)


def _batch(file: Dropped, found: Understood) -> NewBatch:
    link = session.own_link(file.of)
    return NewBatch(file.name[:LONGEST_NAME], file.digest, found.tool, ledger=asdict(found.ledger), link_id=link)


def _offer_administration(_: Words, file: Dropped, found: Understood) -> None:
    if session.who().role == "team":
        show.note(_("Den Verwaltungsbogen in dieser Datei kann nur die Moderation übernehmen."))
        return
    given = [one for one in found.administration if one.statement in file.of.administration]
    answered = sum(answer.answer is not None for answer in given)
    show.paragraph(_.plural("Verwaltungsbogen: eine Antwort.", "Verwaltungsbogen: {n} Antworten.", answered))
    if foreign := [one.statement for one in found.administration if one not in given]:
        show.note(_("Diese Aussagen stehen nicht im Verwaltungsbogen dieses Workshops: {ids}.", ids=", ".join(foreign)))
    label = _("Verwaltungsbogen übernehmen")
    if any(one.answer is not None for one in administration_sheet(session.store(), file.of.id).values()):
        label = _("Verwaltungsbogen übernehmen und den vorhandenen ersetzen")
    if st.button(label, key=f"administration-{file.key}"):
        _store(file, found, lambda: add_administration(session.store(), file.of.id, given, _batch(file, found)))


def _store(file: Dropped, found: Understood, work: Callable[[], None]) -> None:
    """Do it, remember how the file was mapped, and forget the file unless there is more in it."""
    _ = session.words()
    try:
        with st.spinner(_("Die Bögen werden übernommen …")):
            work()
    except WrongState:
        st.error(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
        return
    except (AlreadyImported, OutdatedComparison):
        st.warning(_("Inzwischen wurde eine andere Datei übernommen. Bitte die Angaben noch einmal prüfen."))
        return
    except UnknownLink:
        st.error(_("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen."))
        return
    if found.fingerprint and file.answers():
        remember(session.store("team"), session.mapped_in(file.of, file.asked), found.fingerprint, file.answers())
    if found.records and not file.has_sheets():
        st.rerun()  # of our template only the Verwaltungsbogen was taken over
    for kept in (f"understood-{file.key}", answers_key(file.key)):
        session.forget(kept)
    session.remember("taken", session.remembered("taken", frozenset()) | {(file.id, file.source)})
    st.rerun()
