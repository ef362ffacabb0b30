"""What may be refused about people; each error carries its facts, so that every door can say it."""

from access.errors import AccessError


class ReaderNotFound(AccessError):
    """No reader has this number."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        super().__init__(f"There is no reader with number {reader_id}.")


class ReaderClosed(AccessError):
    """The reader's record is closed; it can be read but not served."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        super().__init__(f"The record of reader {reader_id} is closed.")
