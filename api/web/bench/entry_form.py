"""The form of a lexicon entry: read, tried at once, kept."""

from dataclasses import dataclass

from access.production.errors import BadPronunciation
from access.production.lexicon import entry
from api.web.bench.states import state_words
from api.web.bench.trying import read_with, sound_address
from api.web.frame.doors import LookDb
from api.web.frame.forms import Form
from api.web.frame.refusals import say_beside
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from tts.audition import LONGEST_TRIED
from tts.lexicon.entry import LONGEST_SAID, LONGEST_WRITTEN, BadEntry, Case, Entry

WRITTEN_NEEDED = mark("Write the words as they stand in the book.")
SAID_NEEDED = mark("Write the words as they should be said.")
LANGUAGE_NEEDED = mark("Choose a language.")
LETTERS_NEEDED = mark("Choose how capitals count.")
SENTENCE_NEEDED = mark("Write a sentence to try it on.")
NOT_READ = mark("No sentence can be read with this entry.")
TRY = "try"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying: the sentence as it will be read, and where its sound is."""

    reads: str
    language: str
    sound: str


def entry_in(form: Form, *, language: str = "") -> Entry | None:
    """The entry that was written into the form; None where something is wrong with it.

    `language` is fixed where it is known from the sentence.
    """
    tag = language or form.choice("language", list(LANGUAGES), need=LANGUAGE_NEEDED)
    written = form.text("written", need=WRITTEN_NEEDED, longest=LONGEST_WRITTEN)
    said = form.text("said", need=SAID_NEEDED, longest=LONGEST_SAID)
    letters = form.choice("letters", list(Case), need=LETTERS_NEEDED)
    sentence = form.text("sentence", longest=LONGEST_TRIED)
    if form.raw("do") == TRY and not sentence:
        form.fault("sentence", SENTENCE_NEEDED)
    if not form.is_good:
        return None
    try:
        return entry(
            language=tag, written=written, said=said, is_pattern=form.ticked("pattern"),
            letter_case=letters, sentence=sentence,
        )  # fmt: skip
    except BadPronunciation as error:
        say_beside(form, "written", error)
        return None


def tried(db: LookDb, form: Form, new: Entry, title_id: int | None) -> Tried | None:
    """The test sentence with this entry; nothing is kept."""
    sentence = form.raw("sentence")
    try:
        reads = read_with(db, new, sentence, title_id)
    except BadEntry:
        form.fault("written", NOT_READ)
        return None
    return Tried(reads, new.language, sound_address(new, sentence, title_id))


def case_choices(language: str) -> list[tuple[str, str]]:
    """How capitals may count, to choose from."""
    return [(one.value, state_words(one, language)) for one in Case]
