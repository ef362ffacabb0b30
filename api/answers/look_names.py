"""What each look at a reader's record was, in words."""

from collections.abc import Mapping

from api.words.catalogues import mark, words_in

LOOK_NAMES: Mapping[str, str] = {
    "acts_for": mark("began to act for the reader"),
    "assistant_ended": mark("ended that somebody may act for the reader"),
    "assistant_granted": mark("wrote down who may act for the reader"),
    "called_back": mark("asked for a number to call the reader back"),
    "card_changed": mark("gave another card"),
    "address_seen": mark("saw the house in the list of houses without a place on the map"),
    "cartridge_lost": mark("wrote down that a cartridge is lost"),
    "cartridge_sought": mark("looked for a cartridge"),
    "certified": mark("wrote down a right to a service"),
    "closed": mark("closed the record"),
    "compared": mark("compared the record with another"),
    "consent_ended": mark("ended a consent"),
    "consent_given": mark("noted a consent"),
    "contacts_changed": mark("changed how to reach the reader"),
    "eligibility_ended": mark("ended a right to a service"),
    "forgotten": mark("had the record forgotten"),
    "found": mark("found the record in a search"),
    "ils_asked": mark("asked the library system about the reader"),
    "merged": mark("merged two records"),
    "message_heard": mark("heard a message that the reader left spoken"),
    "pin_reset": mark("gave new digits for the telephone"),
    "profile_changed": mark("changed the profile"),
    "profile_read": mark("read the profile"),
    "registered": mark("registered the reader"),
    "reopened": mark("opened the record again"),
    "request_read": mark("read one of the requests"),
    "reset_key": mark("gave digits for a new password"),
    "told": mark("told the reader of a notice"),
    "unlocked": mark("opened a lock after wrong tries"),
    "run_sheet": mark("saw the door on the sheet of a run"),
    "address_set": mark("wrote down where the reader lives"),
    "point_set": mark("put the door on the map"),
    "visit_added": mark("asked for a visit"),
    "visit_cancelled": mark("cancelled a visit"),
    "visit_confirmed": mark("confirmed a visit"),
    "visit_moved": mark("moved a visit to another day"),
    "visits_paused": mark("paused the visits"),
    "visits_resumed": mark("let the visits go on"),
    "visits_seen": mark("saw the visits of a day"),
    "visits_set": mark("wrote down how the reader is visited"),
}
OTHERWISE = mark("looked at the record")


def look_name(what: str, language: str) -> str:
    """A look in words; one that nobody named is still said to be one."""
    return words_in(language).gettext(LOOK_NAMES.get(what, OTHERWISE))
