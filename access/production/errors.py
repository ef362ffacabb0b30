"""What can keep an edition from being promised, made, approved or heard."""

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


class ProductionNotFound(AccessError):
    """No production carries this number."""

    def __init__(self, production_id: int) -> None:
        self.production_id = production_id
        super().__init__(f"There is no production with number {production_id}.")


class NotParked(AccessError):
    """Only a parked production can be tried again; this one is in another state."""

    def __init__(self, production_id: int, state: str) -> None:
        self.production_id, self.state = production_id, state
        super().__init__(f"Production {production_id} is {state}, not parked.")


class EditionNotFound(AccessError):
    """No edition carries this number, or it was withdrawn."""

    def __init__(self, edition_id: int) -> None:
        self.edition_id = edition_id
        super().__init__(f"There is no edition with number {edition_id}.")


class NotMadeHere(AccessError):
    """The edition came from elsewhere: there is no production to be made again."""

    def __init__(self, edition_id: int) -> None:
        self.edition_id = edition_id
        super().__init__(f"Edition {edition_id} was not made here; ask for its title instead.")


class FilesMissing(AccessError):
    """The files of an edition are not where they were made; making it again brings them back."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"The files of an edition are gone from {folder}.")


class FindingsOpen(AccessError):
    """An edition is approved when every finding in it is decided; `count` are not."""

    def __init__(self, edition_id: int, count: int) -> None:
        self.edition_id, self.count = edition_id, count
        super().__init__(f"{count} findings of edition {edition_id} are open.")


class FindingNotFound(AccessError):
    """No finding carries this number."""

    def __init__(self, finding_id: int) -> None:
        self.finding_id = finding_id
        super().__init__(f"There is no finding with number {finding_id}.")


class PhraseNotFound(AccessError):
    """The edition has no such phrase, or its table of phrases is gone."""

    def __init__(self, edition_id: int, phrase_id: str) -> None:
        self.edition_id, self.phrase_id = edition_id, phrase_id
        super().__init__(f"Edition {edition_id} has no phrase {phrase_id[:32]!r}.")


class PronunciationNotFound(AccessError):
    """No lexicon entry carries this number, or it is no longer in use."""

    def __init__(self, pronunciation_id: int) -> None:
        self.pronunciation_id = pronunciation_id
        super().__init__(f"There is no lexicon entry with number {pronunciation_id}.")


class BadPronunciation(AccessError):
    """An entry that no lexicon can hold; `why` in one sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class SampleNotFound(AccessError):
    """No edition was drawn by lot under this number."""

    def __init__(self, sample_id: int) -> None:
        self.sample_id = sample_id
        super().__init__(f"There is no quality sample with number {sample_id}.")
