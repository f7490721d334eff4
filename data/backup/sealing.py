"""The sealed file: our head, its key locked with a passphrase, then the content as an age stream.

Without us it opens with ``age``, too: docs/sicherung.md says how. What decides over memory, the cost of the
passphrase, is read from the file's head and limited before anything is computed.
"""

import re
from typing import BinaryIO

from pyrage import DecryptError, IdentityError, decrypt_io, encrypt_io, passphrase, x25519

from data.backup.refusal import Refusal

NAME = b"Selbstcheck-Sicherung "
MAGIC = NAME + b"1\n"
COSTLIEST = 20
"""Powers of two of scrypt's cost: 1 GiB and some seconds. A hostile file may ask for any."""

TOO_SLOW = "Excessive work"
MEASURED = 20
"""Tries until a machine that is busy has been measured in a free moment."""

_LONGEST_LOCK = 4096
_LOCK = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_A_VERSION = re.compile(rb"([0-9]{1,4})\n")


class Sealer:
    """Seals any number of files with one passphrase, at the price of one.

    Making it takes a second or two, in which nothing else of the process runs: a server makes it before it serves.
    """

    def __init__(self, word: str) -> None:
        once = x25519.Identity.generate()
        self._to = once.to_public()
        locked = passphrase.encrypt(str(once).encode(), word)
        self._head = MAGIC + len(locked).to_bytes(2, "big") + locked

    def seal(self, plain: BinaryIO, target: BinaryIO) -> None:
        target.write(self._head)
        encrypt_io(plain, target, [self._to])


def unseal(source: BinaryIO, plain: BinaryIO, word: str) -> None:
    """Open the file into ``plain``, both in memory; raises Refusal.

    What stands in ``plain`` is worth nothing until this returns.
    """
    locked = _lock_of(source)
    try:
        once = x25519.Identity.from_str(_unlocked(locked, word).decode())
    except (IdentityError, UnicodeDecodeError):
        raise Refusal("damaged") from None
    try:
        decrypt_io(source, plain, [once])
    except (DecryptError, OSError):  # the latter for what is cut or changed behind the stream's head
        raise Refusal("damaged") from None


def _unlocked(locked: bytes, word: str) -> bytes:
    """What the passphrase has locked; raises Refusal.

    age measures for a moment how fast this machine is, and refuses what would take it long: on a busy one that says
    nothing of the passphrase, so it is asked again. What a lock may cost was decided before.
    """
    for _again in range(MEASURED):
        try:
            return bytes(passphrase.decrypt(locked, word))
        except DecryptError as error:
            if TOO_SLOW not in str(error):
                raise Refusal("wrong_word") from None
    raise Refusal("too_costly")


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins so is one of ours, of whichever version."""
    return head.startswith(NAME)


def _lock_of(source: BinaryIO) -> bytes:
    """The locked key behind our head, if it costs no more than we pay."""
    if source.read(len(NAME)) != NAME:
        raise Refusal("not_ours")
    version = _A_VERSION.fullmatch(source.readline(8))
    if version is None:
        raise Refusal("damaged")
    if version[1] != b"1":
        raise Refusal("newer")
    length = int.from_bytes(source.read(2), "big")
    locked = source.read(min(length, _LONGEST_LOCK))
    asked = _LOCK.match(locked)
    if len(locked) != length or asked is None:
        raise Refusal("damaged")
    if int(asked[1]) > COSTLIEST:
        raise Refusal("too_costly")
    return locked
