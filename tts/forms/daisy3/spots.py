"""Where the phrases and blocks of a DAISY 3 book are found: ids and addresses, by rule.

The text, the SMIL files and the NCX are made apart; they meet because each asks here.
"""

from tts.book import Block, Listing, Table
from tts.forms.daisy.notes import Notes
from tts.script import Phrase, Section
from tts.walk import pieces_of

TEXT_FILE = "book.xml"
NOTE, TABLE, LIST = "note", "table", "list"


def smil_name(section_id: str) -> str:
    """The SMIL file of a section."""
    return f"{section_id}.smil"


def par_place(section: Section, phrase: Phrase) -> str:
    """The address of the par that says this phrase."""
    return f"{smil_name(section.section_id)}#{par_id(phrase)}"


def par_id(phrase: Phrase) -> str:
    """The id of the par that says this phrase."""
    return f"p_{phrase.phrase_id}"


def note_place(section_id: str, first_phrase_id: str) -> str:
    """The address of the seq that holds a note, which always stands directly in a section."""
    return f"{smil_name(section_id)}#{seq_id(first_phrase_id, 0)}"


def seq_id(first_phrase_id: str, depth: int) -> str:
    """The id of a block that a reader may leave: by its first phrase, and by how many such blocks
    it stands in, since a list may begin with a list."""
    return f"q{depth}_{first_phrase_id}"


def leaveable(block: Block[Phrase], notes: Notes) -> str:
    """The class of a block that a reader may leave, "" for others and for one that says nothing."""
    if next(pieces_of(block), None) is None:
        return ""
    if notes.body(block):
        return NOTE
    if isinstance(block, Table):
        return TABLE
    return LIST if isinstance(block, Listing) else ""
