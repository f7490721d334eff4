"""``run.py invite``: a link by which somebody gets an account, a role in a municipality, or a new password."""

import argparse
import sys
from typing import TYPE_CHECKING

from commands.exit_codes import OK, REFUSED
from commands.opening import store_or_stop
from commands.parsing import Parser
from config import load_settings

if TYPE_CHECKING:
    from data.store.engine import Store

ROLES = ("facilitator", "moderator", "comoderator", "team")


def add_options(parser: Parser) -> None:
    parser.add_argument("email", metavar="E-MAIL")
    parser.add_argument("--municipality", default="", metavar="NAME", help="die Kommune; fehlt sie noch, entsteht sie")
    parser.add_argument("--role", choices=ROLES, default="moderator", help="was die Person dort ist")
    parser.add_argument("--operator", action="store_true", help="ein Konto für den Betrieb")
    parser.add_argument("--reset", action="store_true", help="ein neues Passwort für ein Konto, das es schon gibt")


def invite(options: argparse.Namespace) -> int:
    """Print the link; whoever has it gets what it is for, once."""
    from web.address import base_url

    settings = load_settings()
    if not settings.accounts:
        print("Konten gibt es nur mit der Einstellung ACCOUNTS=on.", file=sys.stderr)
        return REFUSED
    if options.operator + options.reset + bool(options.municipality) != 1:
        print("Bitte genau eines angeben: --municipality NAME, --operator oder --reset.", file=sys.stderr)
        return REFUSED
    store = store_or_stop(settings)
    try:
        token = _token(store, options)
    finally:
        store.close()
    if token is None:
        print("Zu dieser E-Mail-Adresse gibt es kein Konto.", file=sys.stderr)
        return REFUSED
    home = settings.public_url or base_url(settings, settings.port, "localhost")
    print(f"{home}/einladung/{token}")
    return OK


def _token(store: "Store", options: argparse.Namespace) -> str | None:
    from data.store.audit import Actor
    from data.store.invitations import WrongState, invite, invite_to, reset_password
    from data.store.people import known_by_email

    by = Actor()
    if options.municipality:
        return invite_to(store, options.email, options.municipality, options.role, by=by)
    if options.operator:
        return invite(store, options.email, None, None, is_operator=True, by=by)
    known = known_by_email(store, options.email)
    try:
        return None if known is None else reset_password(store, known.id, by=by)
    except WrongState:
        return None
