"""What can keep an edition from being promised."""

from access.errors import AccessError


class BadManner(AccessError):
    """A manner of reading that nothing here can read in; `why` in one sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class NoSource(AccessError):
    """There is no file of the title from which an edition could be made.

    `refused` says why the newest file that there is cannot be used, where there is one.
    """

    def __init__(self, title_id: int, refused: str | None = None) -> None:
        self.title_id, self.refused = title_id, refused
        why = f"its file was refused: {refused}" if refused else "it has no file"
        super().__init__(f"No edition of title {title_id} can be made: {why}.")


class FormNotMakeable(AccessError):
    """An edition cannot have this form; `known` are those it can have."""

    def __init__(self, form: str, known: tuple[str, ...]) -> None:
        self.form, self.known = form, known
        super().__init__(f"There is no form {form[:40]!r}; choose of {', '.join(known)}.")


class TooBusy(AccessError):
    """Others changed the same production again and again at this moment; ask once more."""

    def __init__(self, title_id: int) -> None:
        self.title_id = title_id
        super().__init__(f"The production of title {title_id} is changing; try again.")
