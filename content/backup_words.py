"""What is said about a Sicherung: why one is not taken, and what became of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from texts.dates import day_in_words
from texts.titles import with_run
from texts.words import Words


class Run(Protocol):
    """A workshop as it is named beside others."""

    @property
    def title(self) -> str: ...

    @property
    def run(self) -> int: ...

    @property
    def held_on(self) -> date: ...


class Linked(Protocol):
    """Runs that follow the workshop again, those that belong to another municipality by now, and whether the one
    before it is gone."""

    @property
    def after(self) -> Sequence[Run]: ...

    @property
    def elsewhere(self) -> Sequence[Run]: ...

    @property
    def is_before_gone(self) -> bool: ...


class Said(Protocol):
    """An id and its gaps."""

    @property
    def id(self) -> str: ...

    @property
    def gaps(self) -> Mapping[str, str]: ...


def refused(_: Words, why: Said) -> str:
    """The sentence, which says that nothing was changed where somebody could think so."""
    return {**_of_files(_), **_of_stores(_)}[why.id].format(**why.gaps)


def restored(_: Words, *, code: str, code_before: str, was_there: bool, links: Linked) -> str:
    """What became of the file, and of what the workshop was linked with."""
    said = _came_back(_, code=code, code_before=code_before, was_there=was_there)
    return " ".join((said, *_linked(_, links)))


def _came_back(_: Words, *, code: str, code_before: str, was_there: bool) -> str:
    if was_there:
        return _("Der Workshop {code} ist schon da, genau so wie in der Sicherung. Es gibt nichts zu tun.", code=code)
    if code != code_before:
        return _(
            "Der Workshop ist wiederhergestellt. Den Code {before} hat hier schon ein anderer Workshop; dieser hat "
            "jetzt den Code {code}. Gedruckte QR-Codes führen nicht zu ihm.",
            before=code_before,
            code=code,
        )
    return _("Der Workshop {code} ist wiederhergestellt. Alle Geräte melden sich hier neu an.", code=code)


def _linked(_: Words, links: Linked) -> list[str]:
    """Which runs follow it again, and which it is not linked with any more."""
    said = []
    if links.after:
        names = _names(_, links.after)
        said.append(
            _.plural("{names} folgt wieder auf ihn.", "{names} folgen wieder auf ihn.", len(links.after), names=names)
        )
    if links.elsewhere:
        names = _names(_, links.elsewhere)
        said.append(
            _.plural(
                "{names} gehört inzwischen zu einer anderen Kommune und ist nicht mehr mit ihm verbunden.",
                "{names} gehören inzwischen zu einer anderen Kommune und sind nicht mehr mit ihm verbunden.",
                len(links.elsewhere),
                names=names,
            )
        )
    if links.is_before_gone:
        said.append(_("Der Durchgang, auf den er folgte, ist nicht hier; ohne ihn lässt sich nichts vergleichen."))
    return said


def _names(_: Words, runs: Sequence[Run]) -> str:
    return _.joined([f"{with_run(_, one.title, one.run)}, {day_in_words(_, one.held_on)}" for one in runs])


def _of_files(_: Words) -> Mapping[str, str]:
    return {
        "not_ours": _("Diese Datei ist keine Sicherung."),
        "newer": _(
            "Diese Sicherung stammt von einer neueren Fassung des Programms. "
            "Bitte hier zuerst dieselbe Fassung einrichten."
        ),
        "too_old": _(
            "Diese Sicherung stammt von einer Fassung des Programms, die zu alt ist. Bitte mit der alten Fassung "
            "öffnen, dort den Datenspeicher mit der neuen starten und noch einmal sichern."
        ),
        "wrong_word": _("Die Passphrase passt nicht zu dieser Sicherung, oder ihr Anfang ist beschädigt."),
        "too_costly": _(
            "Diese Sicherung verlangt zum Öffnen mehr Speicher, als ein Programm geben sollte. "
            "Sie stammt nicht von uns."
        ),
        "damaged": _("Diese Sicherung ist beschädigt oder unvollständig. Es wurde nichts wiederhergestellt."),
        "too_large": _("Diese Sicherung ist größer, als eine sein kann. Es wurde nichts wiederhergestellt."),
        "a_whole_store": _(
            "Das ist keine Sicherung eines Workshops, sondern eine Kopie des ganzen Datenspeichers. "
            "Sie wird mit „python3 run.py restore --store DATEI“ zurückgelegt."
        ),
        "one_workshop": _(
            "Das ist keine Kopie des Datenspeichers, sondern die Sicherung eines Workshops. "
            "Sie wird ohne „--store“ wiederhergestellt."
        ),
    }


def _of_stores(_: Words) -> Mapping[str, str]:
    return {
        "there_older": _(
            "Dieser Workshop ist schon da, in einem älteren Stand als in der Sicherung. Es wurde nichts überschrieben; "
            "soll die Sicherung gelten, löschen Sie ihn zuerst."
        ),
        "there_newer": _(
            "Dieser Workshop ist schon da und hat sich seit der Sicherung geändert. Es wurde nichts überschrieben; "
            "soll die Sicherung gelten, löschen Sie ihn zuerst."
        ),
        "there_changed": _(
            "Dieser Workshop ist schon da, aber anders als in der Sicherung. Es wurde nichts überschrieben; "
            "soll die Sicherung gelten, löschen Sie ihn zuerst."
        ),
        "foreign": _("Diese Sicherung gehört zu keiner Ihrer Kommunen. Es wurde nichts geändert."),
        "no_such_workshop": _("Einen Workshop mit dem Code {code} gibt es hier nicht."),
        "no_file_database": _("Der Datenspeicher liegt auf einem Server und wird mit dessen Werkzeugen zurückgelegt."),
        "store_is_there": _(
            "Unter {place} liegt schon ein Datenspeicher. Es wurde nichts überschrieben. Beenden Sie das Dashboard, "
            "und verschieben Sie zuerst diese Datei und die mit „-wal“ und „-shm“ daneben."
        ),
    }
