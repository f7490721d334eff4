"""E-mails by the operator's mail server: plain text, no way to slip a header in, encrypted or not sent at all."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Literal

import idna

from config import Smtp

PATIENCE = 10
"""Seconds for each answer of the mail server."""

FOR_GOOD = 500
"""From this code on trying again does not help (RFC 5321, section 4.2.1)."""

Why = Literal["address", "refused", "certificate", "sign_in", "no_answer", "not_taken"]


class NotSent(Exception):  # noqa: N818 - named by what is so
    """The e-mail is not sent; ``kind`` names the error for the log, which neither address nor answer belongs into."""

    def __init__(self, why: Why, kind: str) -> None:
        super().__init__(kind)
        self.why: Why = why


@dataclass(frozen=True)
class Letter:
    """What is sent to whom; the text holds a link that opens once, so it is never shown or logged."""

    to: str
    subject: str
    text: str

    def __repr__(self) -> str:
        return "Letter()"


def send(smtp: Smtp, letter: Letter, greeting: str) -> None:
    """Hand the letter over; ``greeting``: the host's name as the mail server hears it. Raises NotSent."""
    try:
        message = message_of(smtp, letter)
    except Exception as error:  # an address is parsed here, and a strange one breaks the parser in many ways
        raise NotSent("address", type(error).__name__) from None
    try:
        with _connected(smtp, greeting) as server:
            if smtp.user:
                server.login(smtp.user, smtp.password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(_reason(error), type(error).__name__) from None


def message_of(smtp: Smtp, letter: Letter) -> EmailMessage:
    """The e-mail as it is sent; raises ValueError for what is no address, and for lines in a header."""
    message = EmailMessage(SMTP)
    message["From"] = smtp.sender
    message["To"] = Address(addr_spec=_written(letter.to))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=smtp.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered
    message.set_content(letter.text, cte="quoted-printable")
    return message


def _written(address: str) -> str:
    """An address as mail servers read it: a name of the network with umlauts in its other form."""
    name, _at, host = address.rpartition("@")
    if not address.isprintable() or not name.isascii():
        raise ValueError
    return f"{name}@{host if host.isascii() else idna.encode(host, uts46=True).decode()}"


def _connected(smtp: Smtp, greeting: str) -> smtplib.SMTP:
    """Raises ssl.SSLError where the certificate is another's, SMTPNotSupportedError where nobody encrypts."""
    context = ssl.create_default_context()
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, greeting, timeout=PATIENCE, context=context)
    server = smtplib.SMTP(smtp.host, smtp.port, greeting, timeout=PATIENCE)
    if smtp.security == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _reason(error: OSError | smtplib.SMTPException) -> Why:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        is_for_good = any(code >= FOR_GOOD for code, _answer in error.recipients.values())
        return "refused" if is_for_good else "not_taken"
    if isinstance(error, ssl.SSLError):
        return "certificate"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "sign_in"
    if isinstance(error, (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)):
        return "no_answer"
    return "not_taken" if isinstance(error, smtplib.SMTPException) else "no_answer"
