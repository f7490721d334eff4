"""How many files this process may hold open: every phone's connection is one."""

import sys

NEEDED_FILES = 2_048
"""300 phones with up to four connections each, moderators, Streamlit's own and the database's."""

_ENOUGH = 65_536


def raise_limit() -> int | None:
    """Take what the system allows us; gives the limit, or None where there is none that we could know (Windows)."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return _ENOUGH if resource.RLIM_INFINITY in (soft, wanted) else max(soft, wanted)


def warning(limit: int | None) -> str | None:
    """What to do where the limit is too low for a full room; None where it is enough."""
    if limit is None or limit >= NEEDED_FILES:
        return None
    return (
        f"Achtung: Dieses Konto darf nur {limit} Dateien zugleich öffnen; für 300 Telefone braucht der Server "
        f"{NEEDED_FILES}. Bitte heben Sie das Limit an: vor dem Start mit „ulimit -n {NEEDED_FILES}“, "
        f"bei systemd mit „LimitNOFILE={NEEDED_FILES}“."
    )
