"""What an import has to say of a record, in the words of the page."""

from collections.abc import Mapping

from access.importing.remarks import Code
from api.words.catalogues import mark, words_in

REMARKS: Mapping[Code, str] = {
    Code.NOISE: mark("Here stands something that is no record."),
    Code.TRUNCATED: mark("The record breaks off."),
    Code.BROKEN_RECORD: mark("The record is damaged."),
    Code.LENGTH_MENDED: mark("The record said a wrong length; it was read all the same."),
    Code.LETTERS_LOST: mark("Some letters could not be read."),
    Code.ENCODING_GUESSED: mark("The file does not say how its letters are written; we guessed."),
    Code.NO_NAME: mark("The record has no title."),
    Code.NO_LANGUAGE: mark("The record does not say its language."),
    Code.NO_POINT: mark("There is no such branch or station here."),
    Code.NO_POINT_NAMED: mark("It does not say in which branch the copy stands."),
    Code.BAD_VALUE: mark("A value cannot be so."),
    Code.BAD_ISBN: mark("The ISBN is not right."),
    Code.ISBN_OF_ANOTHER: mark("Another title has this ISBN."),
    Code.IDENTIFIER_OF_ANOTHER: mark("Another title has this number."),
    Code.NO_IDENTIFIER: mark("The record has no number of its own."),
    Code.BARCODE_OF_ANOTHER: mark("Another copy has this bar code."),
    Code.COPY_STILL_OUT: mark("The copy is named no more, but a reader has it."),
    Code.POSSIBLE_DOUBLE: mark("This may be a title that is here already."),
    Code.SHORTENED: mark("A text was too long and was shortened."),
    Code.NOT_SAVED: mark("The record could not be saved."),
    Code.BAD_FILE: mark("This is no file that is read here, or it is damaged or locked."),
    Code.TOO_LARGE: mark("The file is larger than this library takes."),
    Code.NO_FILE: mark("The file is not there or cannot be read."),
    Code.FILE_OF_ANOTHER: mark("This very file belongs to another title already."),
    Code.PICTURES_LEFT: mark("Pictures that lie beside the page are not taken along."),
    Code.NOT_FETCHED: mark("The file could not be fetched."),
    Code.TOO_MANY: mark("There are too many."),
}


def remark_words(code: Code, language: str) -> str:
    """The remark as a sentence; the details stand in the English one beside it."""
    return words_in(language).gettext(REMARKS[code])
