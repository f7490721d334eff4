"""What the store refuses, and what can go wrong with it."""

# ruff: noqa: N818 - these are named by what is so, not by being errors

from collections.abc import Iterable

from analysis.commenting import Fault
from analysis.points import Fault as PollFault


class StoreUnavailable(Exception):
    """The database cannot be opened, read or written; the text is a German sentence for the operator."""


class StoreBusy(StoreUnavailable):
    """Too much is waiting, or another process holds the database: trying again soon will help."""


class WrongState(Exception):
    """The step does not fit the state of the workshop."""


class ForeignMunicipality(Exception):
    """It is none of those for which this person may act; whether there is such a one is not said."""


class WorkshopLocked(Exception):
    """A participant's sheet has arrived: threshold, perspectives and statements are fixed."""


class AlreadyRevealed(Exception):
    """Results were shown: the release is final."""


class AlreadyImported(Exception):
    """The same file is in this workshop already."""


class BuiltUpon(Exception):
    """A later file continues this one: that file (its name is the text) has to be taken back first."""


class OutdatedComparison(Exception):
    """The store has changed since a file was compared with it: compare anew."""


class UnknownLink(Exception):
    """The upload link does not lead here, is too old or was revoked."""


class WorkshopClosed(Exception):
    """The workshop takes no answers now."""


class TextMissing(Exception):
    """Nothing was written where something has to be."""


class TextTooLong(Exception):
    """More was written than is kept."""


class BallotOver(Exception):
    """The ballot on the statement takes no vote now: its time is over, or nobody has opened it."""


class ExitOver(BallotOver):
    """The exit questions take no answers now: they are over, or nobody has asked them."""


class ExitTooLong(TextTooLong):
    """What somebody misses is longer than the line for it."""


class PollChanged(Exception):
    """The poll has begun anew with something else since the form was opened."""


class UnfitPoints(Exception):
    """What was given cannot be counted (``fault`` as in ``analysis.points``)."""

    def __init__(self, fault: PollFault) -> None:
        super().__init__(fault)
        self.fault = fault


class NotInRelease(Exception):
    """The sheet is not part of the release, so it has no vote in the talk."""


class UnknownSheet(Exception):
    """No sheet of this workshop belongs to the token."""


class TooMany(Exception):
    """There are as many of them as a workshop can have."""


class UnfitComment(Exception):
    """The text cannot be taken (``fault`` as in ``analysis.commenting``)."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class CommentGone(Exception):
    """The comment was withdrawn or changed meanwhile: what was judged is not there any more."""


class _Unknown(Exception):
    def __init__(self, what: Iterable[str]) -> None:
        self.what = tuple(what)
        super().__init__(", ".join(self.what))


class UnknownStatement(_Unknown):
    """Statement ids (``what``) that are not asked here."""


class UnknownAnswer(_Unknown):
    """Values (``what``) that are none of A–E."""


class UnknownPerspective(_Unknown):
    """Perspective keys (``what``) that the questionnaire does not have."""
