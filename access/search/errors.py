"""What cannot be looked for."""

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
