"""``run.py restore``: a workshop back from its sealed file, or the whole store from a copy of it."""

import argparse
from pathlib import Path

from commands.backup import add_output_options, ended
from commands.exit_codes import FAILED, OK, REFUSED
from commands.opening import store_or_stop
from commands.parsing import Parser
from config import load_settings
from data.limits import limit_process
from texts.words import Words, words

MEMORY = 5 << 29
"""Bytes of addresses: a file of the largest size, and then some; the costliest passphrase takes 1 GiB."""


def add_options(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--store", action="store_true", help="die Datei ist eine Kopie des ganzen Datenspeichers")
    parser.add_argument("--among", metavar="IDS", help="nur, wenn er zu einer dieser Kommunen gehört")
    parser.add_argument("--limited", action="store_true", help="nimmt höchstens 2,5 GiB Speicher")
    add_output_options(parser)


def restore(options: argparse.Namespace) -> int:
    """Check all of the file first; then all of it is put back, or nothing."""
    if options.limited:
        limit_process(memory=MEMORY)
    from content.backup_words import refused
    from data.backup.refusal import Refusal
    from data.store.errors import StoreUnavailable

    _ = words(options.language)
    try:
        return _whole_store(_, options) if options.store else _workshop(_, options)
    except Refusal as why:
        return ended(refused(_, why), REFUSED, as_json=options.json)
    except MemoryError:
        return ended(refused(_, Refusal("too_large")), REFUSED, as_json=options.json)
    except StoreUnavailable as error:
        return ended(str(error), FAILED, as_json=options.json)
    except OSError as error:
        said = _("{file} lässt sich nicht lesen oder schreiben.", file=error.filename or options.file)
        return ended(said, FAILED, as_json=options.json)


def _workshop(_: Words, options: argparse.Namespace) -> int:
    from content.backup_words import restored
    from data.backup.restoring import restore
    from data.backup.taking import opened
    from data.store.audit import Actor

    content = opened(options.file, _word(_, options.file))
    store = store_or_stop(load_settings())
    try:
        own = None if options.among is None else frozenset(options.among.split(","))
        found = restore(store.only(own), content, by=Actor(options.by))
    finally:
        store.close()
    said = restored(_, code=found.code, code_before=found.code_before, was_there=found.was_there, links=found.links)
    return ended(said, OK, as_json=options.json, content=content, workshop=found.code)


def _whole_store(_: Words, options: argparse.Namespace) -> int:
    from data.backup.copies import put_store_back

    place = put_store_back(options.file, _word(_, options.file), load_settings().database_url)
    said = _("Der Datenspeicher liegt wieder unter {place}. Jetzt können Sie das Dashboard starten.", place=place)
    return ended(said, OK, as_json=options.json)


def _word(_: Words, file: Path) -> str:
    """Nobody is asked for what the file does not need."""
    from commands.passphrase import passphrase
    from data.backup.taking import needs_word

    return passphrase(_, is_new=False) if needs_word(file) else ""
