"""How pictures of pages are to be recognised; the usual way for our languages by default."""

import re
from dataclasses import dataclass

from tts.errors import BadChoice

LANGUAGE = re.compile(r"[a-z]{3}(?:_[a-z]{3,10})?")
PACKAGES = ("tesseract-ocr", "tesseract-ocr-osd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """Languages as tesseract names them (ISO 639-2), likeliest first; pages at a time; limits.

    Pages below `doubtful` (0 to 1) are named in a warning, because a person should look at them.
    Raises BadChoice for what is no language of tesseract.
    """

    languages: tuple[str, ...] = ("kaz", "rus", "eng")
    workers: int = 2
    page_limit_s: float = 240.0
    memory_limit_bytes: int = 2 * 1024**3
    dpi: int = 300
    doubtful: float = 0.75

    def __post_init__(self) -> None:
        if not self.languages or not all(map(LANGUAGE.fullmatch, self.languages)):
            raise BadChoice(
                f"{'+'.join(self.languages)!r} are not languages of tesseract, such as kaz+rus+eng."
            )

    def packages(self) -> tuple[str, ...]:
        """The Debian packages that recognition needs."""
        return (*PACKAGES, *(f"tesseract-ocr-{name.replace('_', '-')}" for name in self.languages))

    def remedy(self) -> str:
        """What to do where something of it is missing."""
        return f"Install it (on Debian: apt-get install {' '.join(self.packages())})."
