"""What a workshop adds to an item of the Bibliothek: its own points for the talk with those who decide."""

from itertools import islice

from analysis.dossier import Dossier
from content.document import Block, Bullets, Paragraph, Prompt, Section
from content.documents.after_talk import counted_since, differing
from content.documents.decisions import to_decide
from content.documents.in_short import sentences
from texts.words import Words

STANDING = 3
"""Sentences on where the room stands."""
SEEN_DIFFERENTLY = 5
"""Statements that are named; more would be a report."""


def for_leadership(_: Words, dossier: Dossier) -> Section:
    """Where the room stands, what is to be decided, what people see differently, and room for own words."""
    standing = Paragraph(" ".join(islice(sentences(_, dossier), STANDING)))
    own = (
        Prompt(_("Was davon war neu für mich?")),
        Prompt(_("Was sage ich dazu öffentlich, in drei eigenen Sätzen?")),
        Prompt(_("Was verspreche ich, bis wann, und wem sage ich es?")),
    )
    return Section(
        "aus-dem-workshop",
        _("Aus Ihrem Workshop"),
        (
            Section("raum", _("Wo der Raum steht"), (standing,)),
            to_decide(_, dossier),
            *_seen_differently(_, dossier),
            Section("eigene-worte", _("In eigenen Worten"), own, is_kept=True),
        ),
    )


def _seen_differently(_: Words, dossier: Dossier) -> tuple[Block, ...]:
    found = differing(dossier)
    if not found:
        return ()
    named = tuple(counted_since(_, one, dossier) for one in found[:SEEN_DIFFERENTLY])
    count = _("{shown} von {n}, die größten Unterschiede zuerst.", shown=len(named), n=len(found))
    told = (Paragraph(count, "quiet"), Bullets(named)) if len(named) < len(found) else (Bullets(named),)
    return (Section("verschieden", _("Verschieden gesehen"), told),)
