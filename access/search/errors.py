"""What cannot be looked for."""

from collections.abc import Mapping
from typing import ClassVar

from access.errors import AccessError


class BadCursor(AccessError):
    """A page was asked for by a mark that no page of ours gave."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor[:40]
        super().__init__(
            f"{self.cursor!r} marks no page of a list; begin at its first page, without a mark."
        )


class TooFewKeys(AccessError):
    """Too few keys were pressed to look for a title."""

    def __init__(self, pressed: int, needed: int) -> None:
        self.pressed, self.needed = pressed, needed
        super().__init__(f"{pressed} keys were pressed; a search needs {needed} at least.")


class NoKeys(AccessError):
    """Something other than digits came where keys of a telephone were expected."""

    def __init__(self) -> None:
        super().__init__("Keys of a telephone are the digits 0 to 9, and nothing else.")


class BadKeypad(AccessError):
    """A layout of letters on keys is none; `code` says why, `what` is the key or letter."""

    WHY: ClassVar[Mapping[str, str]] = {
        "no_such_key": "{what!r} is no key that holds letters; those are 2 to 9",
        "no_letters": "on key {what} there have to be letters, as a text",
        "no_letter": "{what!r} is no letter",
        "twice": "the letter {what!r} lies on more than one key, or twice on one",
        "missing": "the letter {what!r} lies on no key",
    }

    def __init__(self, code: str, what: str) -> None:
        self.code, self.what = code, what[:20]
        super().__init__(f"The letters of the keypad: {self.WHY[code].format(what=self.what)}.")
