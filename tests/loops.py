"""Asynchronous scenes inside ordinary tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run_scene(scene: Coroutine[Any, Any, None], limit_s: float = 60) -> None:
    """Play a scene to its end in a thread and a loop of its own: where a browser of other tests is
    open in this process, a loop runs in the thread of the tests already."""
    with ThreadPoolExecutor(1) as work:
        work.submit(asyncio.run, asyncio.wait_for(scene, limit_s)).result()
