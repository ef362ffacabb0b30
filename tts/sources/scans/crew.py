"""Pictures of pages are recognised some at a time; what comes of each waits for its turn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from tts.errors import BadBook
from tts.sources.scans.hocr import Recognised, read_hocr
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.tesseract import COMMAND, RecognitionFailed, missing, recognise
from tts.xml_safe import BadXml

AHEAD = 2
LEAST_SPARSE = 0.6  # below, what looks like words on an empty page is dirt


class Crew:
    """Recognises pages in threads that each wait for one command. Close it when all is done."""

    def __init__(self, recognition: Recognition) -> None:
        self._recognition = recognition
        self._pool = ThreadPoolExecutor(max(1, recognition.workers))
        self._running = list[Future[Recognised | str]]()

    def ask(
        self, picture: Path, *, dpi: int = 0, page: int = -1, done: Callable[[], None] | None = None
    ) -> Future[Recognised | str]:
        """Recognise a picture; later its words, or a sentence on why there are none.

        Waits while too many pictures are ahead, so that they do not fill the disk. `done` is called
        when the picture is needed no more.
        """
        self._running = [one for one in self._running if not one.done()]
        if len(self._running) >= AHEAD * max(1, self._recognition.workers):
            self._running.pop(0).result()
        asked = self._pool.submit(self._recognise, picture, dpi, page, done)
        self._running.append(asked)
        return asked

    def close(self) -> None:
        """Forget what has not begun; wait for what has."""
        self._pool.shutdown(cancel_futures=True)

    def _recognise(
        self, picture: Path, dpi: int, page: int, done: Callable[[], None] | None
    ) -> Recognised | str:
        try:
            return self._words(picture, dpi, page)
        except (RecognitionFailed, OSError) as error:
            return str(error)
        except BadXml:
            return "what tesseract said of it cannot be understood"
        finally:
            if done:
                with suppress(OSError):
                    done()

    def _words(self, picture: Path, dpi: int, page: int) -> Recognised:
        """Looked for in lines, and, if there are none, anywhere: a page may hold a title alone."""
        found = read_hocr(recognise(picture, self._recognition, dpi=dpi, page=page))
        if found.words:
            return found
        said = recognise(picture, self._recognition, dpi=dpi, page=page, is_sparse=True)
        sparse = read_hocr(said)
        return sparse if sparse.confidence >= LEAST_SPARSE else found


def require_recognition(recognition: Recognition, book: str, why: str) -> None:
    """Raises BadBook, which says what to install, if pictures cannot be recognised here."""
    lacking = missing(recognition)
    if lacking:
        what = COMMAND if lacking == (COMMAND,) else f"{COMMAND} language {', '.join(lacking)}"
        raise BadBook(
            f"{why} What recognises text in pictures is missing here: {what}.",
            where=book,
            remedy=recognition.remedy(),
        )
