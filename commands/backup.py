"""``run.py backup``: one workshop in one sealed file."""

import argparse
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.check import LANGUAGES
from commands.exit_codes import FAILED, OK, REFUSED
from commands.opening import store_or_stop
from commands.parsing import Parser
from config import load_settings

if TYPE_CHECKING:
    from data.backup.content import Content


def add_options(parser: Parser) -> None:
    parser.add_argument("workshop", metavar="WORKSHOP", help="sein Code")
    parser.add_argument("out", type=Path, metavar="OUT", help="die Datei, die entsteht")
    add_output_options(parser)


def add_output_options(parser: Parser) -> None:
    parser.add_argument("--by", metavar="ID", help="wessen Konto im Verlauf steht")
    parser.add_argument("--json", action="store_true", help="ein JSON-Objekt statt Text")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="Sprache der Ausgabe")


def backup(options: argparse.Namespace) -> int:
    """Write the file; one with the same name is replaced once the new one is whole."""
    from commands.passphrase import passphrase
    from content.backup_words import refused
    from data.backup.copies import write_whole
    from data.backup.refusal import Refusal
    from data.backup.taking import back_up
    from data.store.audit import Actor
    from data.store.errors import StoreUnavailable
    from texts.words import words

    _ = words(options.language)
    word = passphrase(_, is_new=True)
    store = store_or_stop(load_settings())
    sealed = BytesIO()
    try:
        content = back_up(store, options.workshop, sealed, word, by=Actor(options.by))
        write_whole(options.out.absolute(), sealed.getvalue())
    except Refusal as why:
        return ended(refused(_, why), REFUSED, as_json=options.json)
    except StoreUnavailable as error:
        return ended(str(error), FAILED, as_json=options.json)
    except OSError:
        said = _("{file} lässt sich nicht schreiben.", file=options.out)
        return ended(said, FAILED, as_json=options.json)
    finally:
        store.close()
    said = _("{file} ist geschrieben. Ohne die Passphrase kann sie niemand öffnen, auch wir nicht.", file=options.out)
    return ended(said, OK, as_json=options.json, content=content)


def ended(
    sentence: str, code: int, *, as_json: bool, content: "Content | None" = None, workshop: str | None = None
) -> int:
    """Say how it ended, and what the file holds; ``workshop`` is the code if that is another one than the file's."""
    print(sentence, file=sys.stderr)
    if as_json:
        print(json.dumps({**_figures(content, workshop), "ok": code == OK}))
    return code


def _figures(content: "Content | None", workshop: str | None) -> dict[str, Any]:
    tables = {"sheets": "participants", "answers": "answers", "releases": "releases", "measures": "measures"}
    if content is None:
        return {"workshop": workshop, **dict.fromkeys(tables, 0)}
    counts = {name: content.count(table) for name, table in tables.items()}
    return {"workshop": workshop or content.workshop["code"], **counts}
