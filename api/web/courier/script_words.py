"""Every sentence that the scripts of the courier's page say; they have none of their own."""

from collections.abc import Mapping

from api.web.courier.names import (
    MEDIA,
    NOT_DELIVERED,
    OUTCOMES,
    PROOFS,
    RUN_STATES,
    SPEAKS,
    STOP_STATES,
)
from api.words.catalogues import mark, words_in
from api.words.saying import month_names, weekday_names

LISTS: Mapping[str, Mapping[str, str]] = {
    "outcome": OUTCOMES,
    "stop_state": STOP_STATES,
    "run_state": RUN_STATES,
    "medium": MEDIA,
    "proof": PROOFS,
    "speaks": SPEAKS,
}
ON_SENDING: Mapping[str, str] = {
    "all_sent": mark("Everything is sent."),
    "sent_at": mark("Everything is sent, the last at %(time)s."),
    "not_sent": mark("Saved on this phone, not sent yet: %(number)s."),
    "sending": mark("Sending. Saved on this phone, not sent yet: %(number)s."),
    "no_network": mark("No network. Saved on this phone, not sent yet: %(number)s."),
    "no_network_all_sent": mark("No network. Everything is sent."),
    "sign_in_to_send": mark(
        "Your sign-in has ended. Sign in again; nothing is lost. Not sent yet: %(number)s."
    ),
    "server_trouble": mark(
        "The library does not answer as it should; it is tried again. Not sent yet: %(number)s."
    ),
    "of_others": mark(
        "On this phone lie unsent reports of another courier: %(number)s. They are sent when that "
        "courier signs in here."
    ),
    "as_of": mark("The run as it was at %(time)s."),
    "cannot_offline": mark(
        "This browser cannot open the page without a network; reports are kept all the same."
    ),
    "phone_full": mark(
        "This phone holds as many unsent reports as it can: %(number)s. Find a network, so that "
        "they are sent."
    ),
    "not_saved": mark("It could not be saved on this phone. Try again, or note it on paper."),
    "sign_in": mark("Sign in"),
    "send_now": mark("Send now"),
    "sign_out": mark("Sign out"),
    "sign_out_anyway": mark("Sign out all the same"),
    "unsent_stay": mark(
        "Reports are not sent yet: %(number)s. They stay on this phone and are sent when you sign "
        "in here again; PINs among them are forgotten."
    ),
    "signed_out": mark("You are signed out on this phone. No reader's name or door is left on it."),
    "locked": mark("Somebody signed in. Runs are shown as soon as a network says who is here."),
    "who_are_you": mark("Sign in to see your runs."),
}
ON_ANSWERS: Mapping[str, str] = {
    "told": mark("What the library answered"),
    "refused": mark("Not taken in: %(what)s. %(why)s"),
    "too_late": mark("%(what)s: it was known otherwise before; your report is kept beside it."),
    "seen": mark("I have read this"),
    "stop_gone": mark("Taken off the run: %(stop)s."),
    "stop_new": mark("New on the run: %(stop)s."),
    "stop_differs": mark("The library has it otherwise, %(state)s: %(stop)s."),
    "stop_moved": mark("The order of the stops is another."),
    "stop_bag": mark("The bag holds other things: %(stop)s."),
    "run_gone": mark("The run of %(day)s is not yours any more."),
    "stop_gone_before": mark(
        "This stop is not on the run any more. If you were at the door already, call the "
        "coordinator."
    ),
}
ON_RUNS: Mapping[str, str] = {
    "my_runs": mark("My runs"),
    "no_runs": mark("No run is published for you."),
    "none_here": mark("No run is on this phone. Runs are fetched when there is a network."),
    "today": mark("today"),
    "day_line": mark("%(weekday)s, %(day)s %(month)s"),
    "run_of": mark("Run of %(day)s"),
    "run_facts": mark("from %(start)s to %(end)s, stops: %(stops)s, %(state)s"),
    "loading": mark("The run is being fetched."),
    "not_on_phone": mark("This run is not on this phone. It is fetched when there is a network."),
    "done_of": mark("Stops that are over: %(done)s of %(all)s."),
    "next_stop": mark("Next stop"),
    "start": mark("Set out"),
    "finish": mark("Finish the run"),
    "finish_anyway": mark("Finish all the same"),
    "open_stops": mark("Stops without an outcome: %(number)s. The library plans them anew."),
    "finished": mark("The run is finished. Names and doors are gone from this phone."),
    "finish_waits": mark(
        "The run is finished. Names and doors go from this phone as soon as that is sent."
    ),
    "load": mark("Load the bags"),
    "loaded_of": mark("In the car: %(loaded)s of %(all)s bags."),
    "not_loaded": mark("Not in the car yet"),
    "bag_code": mark("Code of the bag"),
    "bag_loaded": mark("In the car: bag %(code)s of stop %(turn)s."),
    "bag_loaded_before": mark("Bag %(code)s is in the car already."),
    "bag_unknown": mark("No bag of this run has the code %(code)s."),
    "stops": mark("Stops"),
    "map": mark("Map"),
    "map_words": mark("The stops as points; the list above says the same in words."),
    "no_point": mark("Not on the map: %(stops)s."),
    "in_car": mark("Still in the car"),
    "in_car_none": mark("Nothing has to come back so far."),
    "from_readers": mark("Given back by readers"),
    "not_taken": mark("Brought along and not handed over"),
    "back_to_runs": mark("All my runs"),
    "end": mark("The end of the run"),
}
ON_STOPS: Mapping[str, str] = {
    "back_to_run": mark("All stops of the run"),
    "stop_line": mark("%(turn)s. %(name)s"),
    "between": mark("promised from %(start)s to %(end)s"),
    "about": mark("planned for %(time)s"),
    "door": mark("The door"),
    "address": mark("Address"),
    "house": mark("house %(house)s"),
    "flat": mark("flat %(flat)s"),
    "entrance": mark("Entrance"),
    "floor": mark("Floor"),
    "lift": mark("Lift"),
    "has_lift": mark("there is one"),
    "has_no_lift": mark("there is none"),
    "door_code": mark("Code of the door"),
    "notes": mark("Notes"),
    "language": mark("Language to speak"),
    "phone_first": mark("Call before you come."),
    "call": mark("Call %(number)s"),
    "navigate": mark("Show me the way"),
    "way_by": mark("The way with %(what)s"),
    "geo": mark("the map of this phone"),
    "on_way": mark("I am on the way"),
    "at_door": mark("I am at the door"),
    "hand_over": mark("Hand over"),
    "take_back": mark("Take back"),
    "nothing": mark("Nothing is planned."),
    "no_code": mark("without a code"),
    "not_packed": mark("not in the bag"),
    "thing_code": mark("Code of a thing"),
    "enter_code": mark("Take this code"),
    "scan": mark("Scan with the camera"),
    "scan_stop": mark("Stop scanning"),
    "scan_no_camera": mark("The camera cannot be used. Type the code."),
    "scan_waits": mark("Hold the bar code before the camera."),
    "scanned_drop": mark("Ticked to hand over: %(code)s."),
    "scanned_back": mark("Ticked to take back: %(code)s."),
    "scanned_found": mark("Given back beyond the list: %(code)s."),
    "scanned_bag": mark("This is the right bag."),
    "wrong_bag": mark("This is the bag of stop %(turn)s, not of this one."),
    "too_many_codes": mark("No more codes fit into one report."),
    "found": mark("Given back beyond the list"),
    "remove": mark("Remove %(code)s"),
    "proof": mark("How you know that it is the right reader"),
    "pin": mark("PIN"),
    "pin_hint": mark("The reader types it. It is sent once and then forgotten."),
    "pin_needed": mark("Let the reader type the PIN, or choose another proof."),
    "bag_needed": mark("Scan or type the code of the bag, or choose another proof."),
    "outcome": mark("How it went"),
    "delivered": mark("Delivered"),
    "not_delivered": mark("Not delivered"),
    "words": mark("A few words for the library, if needed"),
    "words_hint": mark("Nothing about illness or other people."),
    "another_on": mark("Which day the reader asks for"),
    "another_needed": mark("Choose a day after today."),
    "outcome_is": mark("%(outcome)s, reported at %(time)s."),
    "outcome_kept": mark("%(stop)s: %(outcome)s. Saved on this phone."),
    "start_kept": mark("You have set out. Saved on this phone."),
    "on_way_kept": mark("On the way to %(stop)s. Saved on this phone."),
    "at_door_kept": mark("At the door of %(stop)s. Saved on this phone."),
    "finish_kept": mark("The run is finished. Saved on this phone."),
    "load_kept": mark("Bag %(code)s"),
    "fault": mark("Fault:"),
}
ALL = (ON_SENDING, ON_ANSWERS, ON_RUNS, ON_STOPS)


def script_words(language: str) -> dict[str, object]:
    """What the scripts say in one language: sentences by name, and the lists by theirs."""
    say = words_in(language).gettext
    said: dict[str, object] = {name: say(text) for part in ALL for name, text in part.items()}
    said["lists"] = {
        name: {word: say(text) for word, text in words.items()} for name, words in LISTS.items()
    }
    said["weekdays"] = list(weekday_names(language))  # browsers do not know those of every language
    said["months"] = list(month_names(language))
    said["reasons"] = list(NOT_DELIVERED)
    return said
