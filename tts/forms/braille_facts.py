"""What both braille forms say of a book, and the braille book that both write down."""

from tts.braille.edition import BrailleBook, Said, braille_book
from tts.braille.liblouis import open_liblouis
from tts.braille.words import words_in
from tts.forms.daisy.catalogue import book_title, names
from tts.forms.making import Making
from tts.script import Script


def book_of(script: Script, making: Making) -> BrailleBook:
    """The book in braille. Raises EngineMissing where liblouis or one of its tables is not here."""
    metadata = script.metadata
    print_edition = ", ".join(filter(None, (metadata.publisher, metadata.published_on)))
    made_by = words_in(metadata.language).made_by
    said = Said(
        title=book_title(script),
        creators=names(metadata.creators),
        edition=names((print_edition,)),
        made=(f"{made_by}: {making.producer}", f"{making.generator}, {making.made_on.isoformat()}"),
    )
    return braille_book(script, open_liblouis(), making.braille, said)
