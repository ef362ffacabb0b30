"""The lexicon of a network and of single titles, kept as records and handed to speech as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.records import Title
from access.production.errors import BadPronunciation, PronunciationNotFound
from access.production.records import Pronunciation
from tts.lexicon.entry import BadEntry, Case, Entry, Example, Kind
from tts.lexicon.files import lexicon_bytes, read_lexicon
from tts.lexicon.lexicon import NO_LEXICON, Lexicon
from tts.text.languages import normalized

NETWORK, OF_TITLE = "network", "title"
"""What the two layers of a lexicon are called in the report of an edition."""
MOST_PRONUNCIATIONS = 200_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file of entries; `warnings` are sentences, each with its line."""

    added: int
    changed: int
    same: int
    warnings: tuple[str, ...]


def lexicon_for(db: Session, *, title_id: int | None) -> Lexicon:
    """What is said for words in a title: the network's entries, those of the title over them."""
    lexicon = NO_LEXICON
    for name, where in ((NETWORK, None), (OF_TITLE, title_id)):
        rows = pronunciations(db, title_id=where) if name == NETWORK or where else []
        if rows:
            lexicon = lexicon.with_layer(map(entry_of, rows), name)
    return lexicon


def pronunciations(
    db: Session, *, title_id: int | None, language: str = "", containing: str = ""
) -> Sequence[Pronunciation]:
    """The entries in use, of the network or of one title, in the order of their writing."""
    which: list[ColumnElement[bool]] = [Pronunciation.ended_at.is_(None), _of(title_id)]
    if language:
        which.append(Pronunciation.language == language)
    if containing:
        pattern = f"%{containing}%"
        which.append(or_(Pronunciation.written.like(pattern), Pronunciation.said.like(pattern)))
    order = (Pronunciation.language, Pronunciation.written, Pronunciation.id)
    return db.scalars(
        select(Pronunciation).where(*which).order_by(*order).limit(MOST_PRONUNCIATIONS)
    ).all()


def entry(  # noqa: PLR0913 - what a lexicon's entry has
    *,
    language: str,
    written: str,
    said: str = "",
    is_pattern: bool = False,
    letter_case: str = Case.AS_WRITTEN,
    phonemes: str = "",
    alphabet: str = "",
    sentence: str = "",
    expected: str = "",
) -> Entry:
    """An entry as a producer types it, checked. Raises BadPronunciation, which says why."""
    words = " ".join(written.split())
    try:
        kind = Kind.PATTERN if is_pattern else Kind.PHRASE if " " in words else Kind.WORD
        made = Entry(
            kind=kind,
            written=words,
            said=" ".join(said.split()),
            language=normalized(language) or language,
            phonemes=phonemes.strip(),
            alphabet=alphabet,
            examples=(Example(sentence, expected),) if sentence else (),
            case=Case(letter_case),
        )
        Lexicon(((made,),), (NETWORK,))  # patterns that are not safe are refused now
    except BadEntry as error:
        raise BadPronunciation(str(error)) from error
    except ValueError as error:
        raise BadPronunciation(f"{letter_case!r} is no rule for capitals.") from error
    return made


def pronounce(
    db: Session, new: Entry, *, title_id: int | None, by_id: int | None, now: datetime
) -> Pronunciation:
    """Have words said so from now on, in a title or everywhere; what was said before is kept as
    the past. Said so already, nothing changes. Raises TitleNotFound."""
    if title_id is not None and db.get(Title, title_id) is None:
        raise TitleNotFound(title_id)
    there = _current(db, new, title_id)
    if there is not None:
        if entry_of(there) == new:
            return there
        there.ended_at = now
        db.flush()  # at no moment are two of them in use
    example = next(iter(new.examples), Example(""))
    row = Pronunciation(
        title_id=title_id,
        language=new.language,
        kind=new.kind.value,
        letter_case=new.case.value,
        written=new.written,
        said=new.said,
        phonemes=new.phonemes,
        alphabet=new.alphabet,
        role=new.role,
        sentence=example.text,
        expected=example.said,
        written_by_id=by_id,
        began_at=now,
    )
    db.add(row)
    db.flush()
    return row


def unpronounce(db: Session, *, pronunciation_id: int, now: datetime) -> Pronunciation:
    """Take an entry away; what was made with it stays as it was. Raises PronunciationNotFound."""
    row = db.get(Pronunciation, pronunciation_id, with_for_update=True)
    if row is None or row.ended_at is not None:
        raise PronunciationNotFound(pronunciation_id)
    row.ended_at = now
    db.flush()
    return row


def import_lexicon(
    db: Session, path: Path, *, title_id: int | None, by_id: int | None, now: datetime
) -> Imported:
    """Enter every entry of a file (.pls, .csv, .tsv), all or none; done twice it changes nothing.

    Raises BadLexicon with every fault of the file, TitleNotFound, OSError.
    """
    file = read_lexicon(path)
    before = {_name(row): entry_of(row) for row in pronunciations(db, title_id=title_id)}
    counts = {"added": 0, "changed": 0, "same": 0}
    seen = set[tuple[str, ...]]()
    for new in file.entries:
        name = (new.language, new.kind.value, new.case.value, new.written)
        if name in seen:
            continue  # the file says it twice, and the first is said; it was warned of that
        seen.add(name)
        there = before.get(name)
        kind = "added" if there is None else "same" if _alike(there, new) else "changed"
        counts[kind] += 1
        if kind != "same":
            pronounce(db, _as_kept(new), title_id=title_id, by_id=by_id, now=now)
    return Imported(**counts, warnings=file.warnings)


def export_lexicon(
    db: Session, *, title_id: int | None, language: str, ending: str
) -> tuple[bytes, tuple[str, ...]]:
    """The entries of one language as a file, .pls or .csv, and a sentence for what has no place
    in it. Raises BadChoice where there is none, or for another ending."""
    rows = pronunciations(db, title_id=title_id, language=language)
    return lexicon_bytes([entry_of(row) for row in rows], ending)


def entry_of(row: Pronunciation) -> Entry:
    """The entry that a row keeps."""
    return Entry(
        kind=Kind(row.kind),
        written=row.written,
        said=row.said,
        language=row.language,
        phonemes=row.phonemes,
        alphabet=row.alphabet,
        examples=(Example(row.sentence, row.expected),) if row.sentence else (),
        case=Case(row.letter_case),
        role=row.role,
    )


def _as_kept(new: Entry) -> Entry:
    """A row keeps one sentence to try; a file may have more."""
    if len(new.examples) <= 1:
        return new
    return Entry(
        kind=new.kind, written=new.written, said=new.said, language=new.language,
        phonemes=new.phonemes, alphabet=new.alphabet, examples=new.examples[:1], case=new.case,
        role=new.role,
    )  # fmt: skip


def _alike(there: Entry, new: Entry) -> bool:
    return there == _as_kept(new)


def _name(row: Pronunciation) -> tuple[str, ...]:
    return (row.language, row.kind, row.letter_case, row.written)


def _current(db: Session, new: Entry, title_id: int | None) -> Pronunciation | None:
    return db.scalars(
        select(Pronunciation)
        .where(
            Pronunciation.ended_at.is_(None),
            _of(title_id),
            Pronunciation.language == new.language,
            Pronunciation.kind == new.kind.value,
            Pronunciation.letter_case == new.case.value,
            Pronunciation.written == new.written,
        )
        .with_for_update()
    ).one_or_none()


def _of(title_id: int | None) -> ColumnElement[bool]:
    if title_id is None:
        return Pronunciation.title_id.is_(None)
    return Pronunciation.title_id == title_id


def said_in(entries: Iterable[Entry], text: str, language: str) -> str:
    """A sentence with what these entries say for its words, to be looked at before it is heard."""
    return Lexicon((tuple(entries),), (NETWORK,)).say(text, language)
