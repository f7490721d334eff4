"""Why nothing can be written into a folder, and what to do: the system says it in English, and in a word."""

import errno
from pathlib import Path

from texts.words import Words

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR})


def not_written(_: Words, folder: Path, error: OSError) -> str:
    """A sentence for people who have asked for this folder with ``--out``."""
    if error.errno in _IN_THE_WAY:
        return _(
            "Der Ordner {folder} lässt sich nicht anlegen: Dort liegt eine Datei, die so heißt. Bitte nennen Sie mit "
            "--out einen anderen Ordner.",
            folder=folder,
        )
    if error.errno in _FORBIDDEN:
        return _(
            "In den Ordner {folder} darf hier nichts geschrieben werden. Bitte nennen Sie mit --out einen anderen. Ist "
            "eines der Dokumente noch in einem anderen Programm geöffnet, schließen Sie es zuerst.",
            folder=folder,
        )
    if error.errno in _FULL:
        return _(
            "Für den Ordner {folder} ist kein Speicherplatz mehr frei. Bitte schaffen Sie Platz, oder nennen Sie mit "
            "--out einen Ordner auf einem anderen Datenträger.",
            folder=folder,
        )
    return _(
        "In den Ordner {folder} lässt sich nichts schreiben (Fehler {code}). Bitte nennen Sie mit --out einen anderen.",
        folder=folder,
        code=errno.errorcode.get(error.errno or 0, "?"),
    )
