"""Turns the functions of the improver into machine code; the only file that knows numba.

Without numba the same functions run as they are, correctly and some hundred times slower: nobody
should plan a day that way, so `available` is asked first.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar


def _compiler() -> Any:
    """Numba's compiler; None where it is not installed."""
    try:
        from numba import njit  # noqa: PLC0415 - it may be absent
    except ImportError:
        return None
    return njit


njit = _compiler()
ALONE = {"error_model": "numpy", "nogil": True, "_nrt": False}
"""Without memory management: nothing here asks for memory, and counting references to arrays
takes longer than the search itself (measured: seven times slower)."""
TABLES = ("arrays.py", "compiled.py", "layout.py")
STEP = ALONE | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def available() -> bool:
    """Whether there is a compiler, so that the improver is fast enough to be of use."""
    return njit is not None


def compiled(function: Compiled) -> Compiled:
    """A step of the improver, called by other steps alone."""
    if njit is None:
        return function
    made: Compiled = njit(**STEP)(function)
    return made


def inlined(function: Compiled) -> Compiled:
    """A step that is called so often that the call itself would cost more than the step."""
    if njit is None:
        return function
    made: Compiled = njit(forceinline=True, **STEP)(function)
    return made


def way_in(function: Compiled) -> Compiled:
    """A function that is called from outside. Its machine code is kept on the disk.

    Where no folder can be written it is compiled anew by every process.
    """
    if njit is None:
        return function
    made: Compiled = njit(**ALONE)(function)
    dispatcher: Any = made
    try:
        dispatcher.enable_caching()
    except RuntimeError:
        return made
    # numba looks only at the file of the function itself, not at what was compiled into it
    dispatcher._cache._cache_file._source_stamp = _sources()  # noqa: SLF001
    return made


def _sources() -> str:
    """A stamp that changes with any file that holds compiled steps or their tables."""
    stamp = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        content = path.read_bytes()
        if b"compiled import" in content or path.name in TABLES:
            stamp.update(content)
    return stamp.hexdigest()
