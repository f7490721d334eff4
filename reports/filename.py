"""Names of files that leave the dashboard: whose and of when, in letters that every system and mail program takes."""

import re
import unicodedata
from datetime import date

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
LONGEST_PLACE = 60


def file_name(municipality: str, held_on: date, ending: str) -> str:
    """ "Selbstcheck_Musterlingen_2026-09-24.xlsx": umlauts in two letters, nothing but a–z, digits, "-" and "_".

    Windows takes umlauts, but attachments and archives on their way lose them; a name in other letters is left out.
    """
    german = unicodedata.normalize("NFC", municipality).translate(GERMAN)
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    place = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:LONGEST_PLACE].rstrip("-")
    return "_".join(part for part in ("Selbstcheck", place, held_on.isoformat()) if part) + f".{ending}"
