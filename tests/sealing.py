"""Locks of sealed files, real ones, made and opened once each: with its passphrase that takes a second and more."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

import pytest
from pyrage import passphrase, x25519

from data.backup import sealing

_encrypt, _decrypt, _generate = cache(passphrase.encrypt), cache(passphrase.decrypt), cache(x25519.Identity.generate)


@contextmanager
def each_lock_once() -> Iterator[None]:
    """Meanwhile all files of a passphrase have the same lock, and none is computed twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "passphrase", SimpleNamespace(encrypt=_encrypt, decrypt=_decrypt))
        identity = SimpleNamespace(generate=_generate, from_str=x25519.Identity.from_str)
        patch.setattr(sealing, "x25519", SimpleNamespace(Identity=identity))
        yield
