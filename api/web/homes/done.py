"""After an act of home delivery: what is said first on the next page."""

from collections.abc import Mapping

from api.words.catalogues import mark

DONE: Mapping[str, str] = {
    "certified": mark("The right is confirmed. Write down now where the reader lives."),
    "address": mark("The address is kept."),
    "wishes": mark("It is kept how the reader is visited."),
    "paused": mark("The visits are paused."),
    "resumed": mark("The visits go on."),
    "added": mark("The visit is arranged."),
    "moved": mark("The visit is moved."),
    "confirmed": mark("The visit is confirmed."),
    "cancelled": mark("The visit is cancelled."),
    "hired": mark("The courier is entered."),
    "courier": mark("The courier is changed."),
    "left": mark("The courier has left. Their later runs are no runs any more."),
    "days_off": mark("The days off are kept. Visits to be planned again: %(n)d."),
    "works": mark("The days off are taken away."),
    "vehicle": mark("The vehicle is kept."),
    "repair": mark("It is kept when the vehicle is in repair."),
    "depot": mark("Runs can begin there."),
    "depot_closed": mark("From that day on no run begins there."),
    "cartridge": mark("The cartridge is registered."),
    "lost": mark("The cartridge is marked as lost."),
    "found": mark("The cartridge is free again."),
    "point": mark("The house is on the map."),
}
MINE: Mapping[str, str] = {
    "confirmed": mark("Thank you. The courier counts on you."),
    "moved": mark("Your visit is moved."),
    "cancelled": mark("Nobody comes on that day."),
    "paused": mark("Nobody comes while your visits are paused."),
    "resumed": mark("Your visits go on."),
    "wishes": mark("Your wishes are kept. They hold for visits that are arranged from now on."),
    "phone": mark("The telephone number is kept."),
}
