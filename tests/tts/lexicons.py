"""Short ways to make lexicons in tests."""

from tts.lexicon.entry import Case, Entry, kind_of
from tts.lexicon.lexicon import Lexicon


def entry(
    written: str,
    said: str = "",
    language: str = "ru",
    *,
    is_pattern: bool = False,
    case: Case = Case.AS_WRITTEN,
    phonemes: str = "",
    alphabet: str = "",
) -> Entry:
    """An entry, its kind seen from its spaces."""
    return Entry(
        kind=kind_of(written, is_pattern=is_pattern),
        written=written,
        said=said,
        language=language,
        case=case,
        phonemes=phonemes,
        alphabet=alphabet or ("x-espeak" if phonemes else ""),
    )


def pattern(
    written: str, said: str = "x", language: str = "ru", *, case: Case = Case.EXACT
) -> Entry:
    """A pattern."""
    return entry(written, said, language, is_pattern=True, case=case)


def lexicon(*entries: Entry) -> Lexicon:
    """One layer."""
    return Lexicon((entries,), ("test.pls",))
