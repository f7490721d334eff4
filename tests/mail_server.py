"""A real mail server on this machine: TLS with an authority of its own, users, and faults that a test wants."""

import asyncio
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.running import free_port

USER, PASSWORD = "selbstcheck", "lang genug: %40/+="
STARTTLS_HOST = "127.0.0.2"
"""This machine by an address for which the product wants encryption."""


class Authority:
    """Signs certificates; ``file`` is what who trusts it reads."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._key = folder, generate_private_key(SECP256R1())
        self._name = _named("Stelle der Tests")
        signed = _certificate(
            self._name, self._name, self._key, self._key, x509.BasicConstraints(ca=True, path_length=0)
        )
        self.file = folder / "authority.pem"
        self.file.write_bytes(signed.public_bytes(Encoding.PEM))

    def context(self, address: str) -> ssl.SSLContext:
        """What a server shows that is at this address."""
        key = generate_private_key(SECP256R1())
        place = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        signed = _certificate(_named(address), self._name, key, self._key, place)
        file = self._folder / f"{address}.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(private + signed.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    signing: EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    return builder.add_extension(extension, critical=False).sign(signing, SHA256())


class MailServer:
    """Keeps what it is given, after ``seconds``; "weg@…" and "voll@…" are refused, all with ``refuses``."""

    def __init__(self, address: str, context: ssl.SSLContext | None, *, at_once: bool) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses = ""
        self.seconds = 0.0
        self.users: list[str] = []
        encrypting: dict[str, Any] = {}
        if at_once:
            encrypting = {"ssl_context": context, "auth_require_tls": False}
        elif context is not None:
            encrypting = {"tls_context": context, "require_starttls": True}
        else:
            encrypting = {"auth_require_tls": False}
        self._controller = Controller(
            self, address, free_port(), authenticator=self._is_user, ident="Tests", ready_timeout=30, **encrypting
        )
        self._controller.start()
        self.port = int(self._controller.port)

    def stop(self) -> None:
        self._controller.stop()

    def _is_user(self, _server: Any, session: Any, _envelope: Any, _mechanism: str, shown: Any) -> AuthResult:
        self.users.append(session.host_name)
        is_right = isinstance(shown, LoginPassword) and (shown.login, shown.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=is_right, handled=False)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address.startswith("weg"):
            return "550 5.1.1 No such user"
        if address.startswith("voll"):
            return "452 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.seconds)
        if self.refuses:
            return self.refuses
        message = message_from_bytes(envelope.original_content, policy=SMTP)
        self.letters.append((list(envelope.rcpt_tos), message))
        return "250 OK"


def text_of(message: EmailMessage) -> str:
    """The letter as it is read."""
    return str(message.get_content()).replace("\r\n", "\n")
