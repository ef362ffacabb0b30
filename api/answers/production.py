"""What is said when an edition cannot be promised or changed."""

from access.production import errors as of
from api.answers.answer import Table, conflict, later, wrong
from api.words.catalogues import mark

ANSWERS: Table = {
    of.BadManner: wrong("bad_manner", mark("Nothing here can read in this manner: %(why)s")),
    of.NoSource: conflict(
        "no_source", mark("There is no file of this title from which a talking book can be made.")
    ),
    of.FormNotMakeable: wrong("form_not_makeable", mark("A talking book cannot have this form.")),
    of.TooBusy: later("too_busy", mark("Many ask for this title at this moment. Ask once more.")),
}
