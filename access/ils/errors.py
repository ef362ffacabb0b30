"""What can be refused because of the library's own system, each failure with its facts."""

from access.errors import AccessError


class BlockedAtIls(AccessError):
    """The library's own system lends nothing to this reader, and it has the last word."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        super().__init__(f"The library's own system lends nothing to reader {reader_id}.")


class MoveNotFound(AccessError):
    """Nothing with this number waits for a person."""

    def __init__(self, move_id: int) -> None:
        self.move_id = move_id
        super().__init__(f"Nothing with number {move_id} waits to be settled.")


class NotTheCarrier(Exception):
    """Somebody else carries to the ILS now; no door ever sees it."""

    def __init__(self) -> None:
        super().__init__("Another worker tells the library's own system at this moment.")
