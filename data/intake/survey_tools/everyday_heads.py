"""What people call columns that hold no answer, whatever tool they use; always the whole head."""

import re

from data.intake.survey_tools.signature import Meaning, head_name, names_of
from data.intake.tables import LONGEST_HEAD

_ADDRESSING = re.compile(r"\W*(?:\d+[.):] ?)?(?:bitte )?(?:(?:ihre?n?|deine?n?|your|meine?|my) )?", re.IGNORECASE)
_VOLUNTARY = re.compile(r"[\[(,–-]? ?(?:optional|freiwillig|freiwillige angabe|voluntary) ?[\])]?$", re.IGNORECASE)
"""What may stand around it: "Ihr Name (freiwillig)"."""
_SIGNS = " *:?"
_LONGEST = 120

_NUMBERS = names_of(
    "Nr.|Nummer|Lfd. Nr.|lfdNr|Laufende Nr.|Laufende Nummer|No.|Number|Zeile|Index|Bogen|Bogen-Nr.|Bogennummer|"
    "Fragebogen-Nr.|Fragebogennummer|Unnamed: 0"
)
_PERSONAL = names_of(
    "Name|Vorname|Nachname|Familienname|Zuname|Vor- und Nachname|Vor- und Zuname|Name, Vorname|Vorname, Name|"
    "Nachname, Vorname|Vorname Nachname|Vorname und Nachname|Name und Vorname|Vollständiger Name|Geburtsname|"
    "Wie heißen Sie|Wie ist Ihr Name|First name|Last name|Surname|Family name|Full name|First and last name|"
    "E-Mail|Mail|E-Mail-Adresse|Mailadresse|E-Mailadresse|E-Mail Adresse|Email Address|Mail address|"
    "Telefon|Tel.|Telefonnummer|Telefon-Nr.|Festnetz|Handy|Handynummer|Mobil|Mobilnummer|Mobiltelefon|Rückrufnummer|"
    "Fax|Phone|Phone number|Mobile|Mobile phone|Mobile number|"
    "Adresse|Anschrift|Straße|Hausnummer|Straße und Hausnummer|Straße, Hausnummer|PLZ|Postleitzahl|PLZ, Ort|"
    "PLZ und Ort|Wohnort|Wohnanschrift|Address|Street|Street address|Zip|Zip code|Postal code|ZIP/Postal Code|"
    "Geburtsdatum|Geburtstag|Geburtsjahr|Date of birth|Birthday|Unterschrift|Signature|Personalnummer|"
    "IP|IP-Adresse|IPAdresse|IP Address|ipaddr|Benutzername|Nutzername|Benutzer-ID|Nutzer-ID|Username|User name|"
    "User ID|Login|Token|Zugangscode|Teilnahmecode|Teilnehmercode|Standort|Location|Geolocation|Breitengrad|"
    "Längengrad|Latitude|Longitude|Kontaktdaten|Kontakt|Contact details|Ansprechperson|Ansprechpartner|Kontaktperson"
)


def everyday_meaning(head: str) -> Meaning | None:
    """Whether the head is a person's name or address in the widest sense, or the number of a row."""
    said = " ".join(head[:LONGEST_HEAD].split())
    if len(said) > _LONGEST:
        return None
    bare = head_name(_VOLUNTARY.sub("", _ADDRESSING.sub("", said, count=1).rstrip(_SIGNS)).rstrip(_SIGNS))
    if bare in _PERSONAL or head_name(said) in _PERSONAL:
        return "personal"
    return "technical" if bare in _NUMBERS else None
