"""Workers beside the pages: what is asked for while they are shown is made, too."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from api.settings import Settings
from api.work.workforce import Workforce

LOOK_EVERY_S = 1.0


@contextmanager
def at_work(settings: Settings, *, processes: int) -> Iterator[None]:
    """So many workers, as `dauys worker` has them, from here to the end of the block."""
    workforce = Workforce(settings, processes)
    stopping = threading.Event()

    def keep_up() -> None:
        """Workers end with the thread that began them: it lives as long as they may."""
        while not stopping.is_set():
            workforce.keep_up()
            stopping.wait(LOOK_EVERY_S)
        workforce.end()

    thread = threading.Thread(target=keep_up, name="workforce")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
