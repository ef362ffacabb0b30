"""Whether a process is still there; this file stays light, because a booth loads it."""

import os


def lives(process: int) -> bool:
    """Whether a process of this number is there; where one cannot ask, it is taken to be."""
    if os.name == "nt":  # there, asking like this would end the process asked for
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
