"""Names of files that leave the dashboard: of when, whose and what, in letters that every system and mail takes."""

import re
import unicodedata
from datetime import date

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
LONGEST_PLACE = 60


def file_name(municipality: str, held_on: date, ending: str, what: str = "") -> str:
    """ "2026-09-24_Musterlingen_Selbstcheck_Bericht.pdf": umlauts in two letters, nothing but a–z, digits, "-" and "_".

    Windows takes umlauts, but attachments and archives on their way lose them; a name in other letters is left out.
    """
    parts = (held_on.isoformat(), _plain(municipality), "Selbstcheck", _plain(what))
    return "_".join(part for part in parts if part) + f".{ending}"


def _plain(text: str) -> str:
    german = unicodedata.normalize("NFC", text).translate(GERMAN)
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:LONGEST_PLACE].rstrip("-")
