"""What can keep a book from becoming a talking book, each failure with its facts."""


class TtsError(Exception):
    """Anything that kept a book from becoming a talking book."""


class BadBook(TtsError):
    """The source cannot be read as a book; nothing was written.

    `what` is wrong, `where` (file, and place in it), `remedy` for the person who has the file.
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(f"{where}: {what} {remedy}")


class BadChoice(TtsError):
    """A form, an engine, a voice or another choice that does not exist here."""


class SpeechFailed(TtsError):
    """The engine gave no sound for words, broke, or took too long."""


class EngineMissing(TtsError):
    """The library of a speech engine or of braille, or its language tables, are not on this
    machine, or do not open."""
