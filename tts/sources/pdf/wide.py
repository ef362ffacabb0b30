"""Strings of PDFium: asked for twice, first for their length, then for their letters (UTF-16)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

LONGEST_BYTES = 200_000


def wide(function: Callable[..., int], *before: Any) -> str:
    """What a function of PDFium writes into a buffer that is its last argument but one."""
    needed = function(*before, None, 0)
    if not 2 < needed <= LONGEST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(needed)
    pointer_type = function.argtypes[-2]  # type: ignore[attr-defined]
    function(*before, ctypes.cast(buffer, pointer_type), needed)
    return buffer.raw[: needed - 2].decode("utf-16-le", "replace").partition("\x00")[0]
