"""What somebody did with a reader's record, in words."""

from collections.abc import Mapping

from api.words.catalogues import mark, words_in

LOOKS: Mapping[str, str] = {
    "found": mark("found it in a list"),
    "record_read": mark("read it"),
    "request_read": mark("read one of the requests"),
    "registered": mark("registered the reader"),
    "profile_changed": mark("changed the profile"),
    "card_changed": mark("gave another card"),
    "contacts_changed": mark("changed how to reach the reader"),
    "certified": mark("confirmed a right"),
    "eligibility_ended": mark("ended a right"),
    "consent_given": mark("wrote down an agreement"),
    "consent_ended": mark("took back an agreement"),
    "reset_key": mark("gave digits for a new password"),
    "pin_reset": mark("gave new digits for the telephone"),
    "unlocked": mark("opened the locks"),
    "acts_for": mark("began to act for the reader"),
    "assistant_granted": mark("wrote down who may act for the reader"),
    "assistant_ended": mark("ended that somebody may act for the reader"),
    "compared": mark("compared it with another record"),
    "merged": mark("made one record of two"),
    "closed": mark("closed it"),
    "reopened": mark("opened it again"),
    "forgotten": mark("had the reader forgotten"),
    "told": mark("told the reader of a notice"),
}
OTHER = mark("did something else")


def look_words(what: str, language: str) -> str:
    """What was done, as the end of a sentence that begins with who did it."""
    return words_in(language).gettext(LOOKS.get(what, OTHER))
