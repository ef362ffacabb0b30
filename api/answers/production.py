"""What is said when an edition cannot be promised or changed."""

from access.production import errors as of
from api.answers.answer import Table, conflict, later, missing, wrong
from api.words.catalogues import mark

ANSWERS: Table = {
    of.BadManner: wrong("bad_manner", mark("Nothing here can read in this manner: %(why)s")),
    of.NoSource: conflict(
        "no_source", mark("There is no file of this title from which a talking book can be made.")
    ),
    of.FormNotMakeable: wrong("form_not_makeable", mark("A talking book cannot have this form.")),
    of.TooBusy: later("too_busy", mark("Many ask for this title at this moment. Ask once more.")),
    of.ProductionNotFound: missing("no_such_production", mark("There is no such production.")),
    of.NotParked: conflict("not_parked", mark("This production does not wait for a decision.")),
    of.EditionNotFound: missing("no_such_edition", mark("There is no such edition.")),
    of.NotMadeHere: conflict(
        "not_made_here", mark("This edition was not made here; ask for its title instead.")
    ),
    of.FilesMissing: conflict(
        "files_missing",
        mark("The files of this edition are gone. Making it again brings them back."),
    ),
    of.FindingsOpen: conflict(
        "findings_open", mark("Doubtful sentences are not decided yet: %(count)s.")
    ),
    of.FindingNotFound: missing("no_such_finding", mark("There is no such doubtful sentence.")),
    of.PhraseNotFound: missing("no_such_phrase", mark("The edition has no such sentence.")),
    of.PronunciationNotFound: missing(
        "no_such_pronunciation", mark("There is no such entry in the lexicon.")
    ),
    of.BadPronunciation: wrong("bad_pronunciation", mark("This entry cannot be kept: %(why)s")),
    of.SampleNotFound: missing(
        "no_such_sample", mark("No edition was drawn by lot under this number.")
    ),
}
