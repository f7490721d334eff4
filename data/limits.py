"""Limits for a process that reads what came from outside: it may end, and the machine with all others goes on."""

import contextlib


def limit_process(*, memory: int, seconds: int | None = None, writes: int | None = None) -> bool:
    """Cap this process's memory in bytes, its processor time, and the size of files that it writes.

    Gives whether memory is capped (not on Windows).
    """
    try:
        import resource
    except ImportError:
        return False
    limits = [(resource.RLIMIT_AS, memory, memory)]
    if seconds is not None:
        limits.append((resource.RLIMIT_CPU, seconds, seconds + 1))  # the first ends it with a signal of its own
    if writes is not None:
        limits.append((resource.RLIMIT_FSIZE, writes, writes))
    for limit, most, end in limits:
        with contextlib.suppress(ValueError, OSError):  # a system may know a limit and not allow it
            resource.setrlimit(limit, (most, end))
    return resource.getrlimit(resource.RLIMIT_AS)[0] == memory
