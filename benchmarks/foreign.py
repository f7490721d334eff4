"""10,000 random requests with valid sessions of two municipalities: whatever is told of the other one is printed.

``.venv/bin/python -m benchmarks.foreign [HOW MANY]``
"""

import os
import sys
import tempfile
from pathlib import Path

import httpx

from data.store.engine import open_store
from tests.accounts.conftest import OTHER, OWN, town
from tests.accounts.fuzzing import Fuzzer, asked, rows_of_town, secrets_of, told
from tests.web.conftest import streamlit_run

HOW_MANY = 10_000


def main() -> int:
    """Exits with 1 if anything was told, changed or broken."""
    os.environ["ACCOUNTS"] = "on"
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    server = streamlit_run(Path(tempfile.mkdtemp(prefix="foreign-")), settings={"ACCOUNTS": "on"})
    store = open_store(f"sqlite:///{server.data_dir / 'selbstcheck.sqlite3'}")
    try:
        towns = [town(server, store, name) for name in (OWN, OTHER)]
        faults, statuses = 0, dict[int, int]()
        with httpx.Client(base_url=server.base, timeout=60) as client:
            for own, other in (towns, towns[::-1]):
                secrets, before = secrets_of(store, other), rows_of_town(store, other)
                for one in Fuzzer(store, own, other, seed=how_many).requests(how_many // 2):
                    reply = asked(client, own, one)
                    statuses[reply.status_code] = statuses.get(reply.status_code, 0) + 1
                    found = told(reply, one, secrets)
                    if found or reply.status_code == 500:
                        faults += 1
                        print(one, reply.status_code, sorted(found))
                if rows_of_town(store, other) != before:
                    faults += 1
                    print(f"rows of {other.of.municipality} have changed")
    finally:
        store.close()
        server.stop()
    print(f"{how_many} requests, by status {dict(sorted(statuses.items()))}: {faults} faults   budget 0")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
