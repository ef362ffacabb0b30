"""What is said when something cannot be looked for."""

from access.search import errors as of
from api.answers.answer import Table, wrong
from api.words.catalogues import mark

ANSWERS: Table = {
    of.BadCursor: wrong(
        "bad_mark", mark("This page of the list does not exist. Begin at the first.")
    ),
    of.TooFewKeys: wrong("too_few_keys", mark("Press %(needed)s keys at least.")),
    of.BadKeypad: wrong("bad_keypad", mark("These letters cannot lie so on the keys: “%(what)s”.")),
    of.NoKeys: wrong("no_keys", mark("Press digits only.")),
}
