"""A link that is shown once to who made it; where e-mails can be sent, it stays until the page is left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from config import Smtp, load_settings, load_smtp
from data.store.attempts import Counted, count
from data.store.invitations import invitation
from texts.words import Words
from ui import session, show
from web import address, post
from web.mail import Letter

MOST_TO_AN_ADDRESS, MOST_OF_A_PERSON = 5, 100
"""Letters in a quarter of an hour or two."""


@dataclass(frozen=True)
class Link:
    """``outcome``: what came of sending it; empty as long as nobody has tried."""

    token: str
    how_long: str
    letter: Letter
    outcome: str = ""


def address_of(token: str) -> str:
    """What is opened to use it."""
    return f"{address.base_url(load_settings(), address.real_port())}/einladung/{token}"


def offer(place: str, link: Link) -> None:
    """Show it where ``show_kept`` stands for this place: from now on if it can be sent, else this once."""
    if load_smtp() is None:
        _show(link)
    else:
        session.keep_here(_key(place), link)


def show_kept(place: str) -> None:
    """The link that waits here for being sent, as long as it opens something."""
    link, smtp = session.kept_here(_key(place)), load_smtp()
    if link is None or smtp is None:
        return
    if invitation(session.accounts_store(), link.token) is None:
        session.keep_here(_key(place), None)
        return
    _show(link)
    _show_letter(place, link, smtp)


def _show(link: Link) -> None:
    _ = session.words()
    st.code(address_of(link.token), language=None, wrap_lines=True)
    st.warning(
        _(
            "Kopieren Sie den Link jetzt: Er wird nur dieses eine Mal gezeigt. Geben Sie ihn nur der Person, für die "
            "er ist: Wer ihn öffnet, bekommt, wofür er gilt."
        )
    )
    show.note(link.how_long)


def _show_letter(place: str, link: Link, smtp: Smtp) -> None:
    """What came of it, and the button as long as it can come to something."""
    _, to = session.words(), link.letter.to
    if link.outcome == "sent":
        st.success(_("Die E-Mail an {email} ist unterwegs.", email=show.plain(to)))
        return
    if link.outcome:
        st.error(_said(_)[link.outcome])
    label = _("Per E-Mail schicken an {email}", email=show.plain(to))
    if link.outcome != "unsure" and st.button(label, key=f"send-{place}"):
        session.keep_here(_key(place), replace(link, outcome="unsure"))  # whoever clicks on meanwhile reads no more
        try:
            with st.spinner(_("Die E-Mail wird gesendet …")):
                outcome = _sent(link, smtp)
        except Exception:
            session.keep_here(_key(place), link)
            raise
        session.keep_here(_key(place), replace(link, outcome=outcome))
        st.rerun()


def _sent(link: Link, smtp: Smtp) -> str:
    """What came of sending it, unless there were too many."""
    by = session.actor().person_id or ""
    those: list[Counted] = [("letter-to", link.letter.to.casefold()), ("letter-by", by)]
    counts, _slot = count(session.accounts_store(), those)
    if counts[0] > MOST_TO_AN_ADDRESS or counts[1] > MOST_OF_A_PERSON:
        return "too_many"
    return post.send_now(smtp, link.letter)


def _said(_: Words) -> Mapping[str, str]:
    """By the outcome, what to do now; the link above stays good."""
    return {
        "address": _("An diese E-Mail-Adresse lässt sich nichts schicken. Geben Sie den Link selbst weiter."),
        "refused": _(
            "Der Mailserver nimmt diese E-Mail-Adresse nicht an. Prüfen Sie sie, oder geben Sie den Link weiter."
        ),
        "certificate": _(
            "Der Mailserver weist sich nicht richtig aus, deshalb wurde nichts gesendet. Geben Sie den Link selbst "
            "weiter, und sagen Sie es dem Betrieb."
        ),
        "sign_in": _(
            "Der Mailserver nimmt die Anmeldung des Dashboards nicht an. Geben Sie den Link selbst weiter, und sagen "
            "Sie es dem Betrieb."
        ),
        "no_answer": _(
            "Der Mailserver antwortet nicht. Versuchen Sie es später, oder geben Sie den Link selbst weiter."
        ),
        "not_taken": _(
            "Der Mailserver nimmt die E-Mail gerade nicht an. Versuchen Sie es später, oder geben Sie den Link weiter."
        ),
        "unsure": _("Der Mailserver antwortet sehr langsam: Ob die E-Mail ankommt, ist ungewiss. Fragen Sie nach."),
        "too_many": _(
            "Das waren viele E-Mails in kurzer Zeit. Warten Sie eine Viertelstunde, oder geben Sie den Link weiter."
        ),
    }


def _key(place: str) -> str:
    return f"link-{place}"
