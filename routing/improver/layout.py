"""Which number stands in which column of the improver's arrays.

A row holds all that is asked about a stop or a run at once, so that one look at memory finds it.
"""

OPENS, CLOSES, SERVICE, SETUP, PLACE, FIRST_WINDOW, END_WINDOW, PARTNER = range(8)
"""Of a node (stop, or place where a run begins or ends): its windows from the first opening to
the last closing, and the other end of its shipment (-1: none)."""

START, END, ROADS, SHIFT_OPENS, SHIFT_CLOSES, FIXED, PER_S, PER_M = range(8)
MOST_STOPS, MOST_S, MOST_M, FIRST_RUN, COUNT, FIRST_REST, END_REST = range(8, 15)
"""Of a kind of courier: the nodes where runs begin and end, which roads, shift, prices, limits,
which runs are theirs, which breaks they take."""
KIND_COLUMNS = 15

REST_S, REST_FIRST_WINDOW, REST_END_WINDOW = range(3)
"""Of a break: how long, and its windows."""

NEXT, PREV, RUN, FREE, LATE, DUE, ROAD, ROAD_ON = range(8)
"""Of a stop in a plan: its neighbours and its run (-1: none), when the courier is free again at
the earliest, when they must have come and be done at the latest, the roads to it and on from it
in seconds."""
CHAIN_COLUMNS = 8

FIRST, LAST, SIZE, KIND, ROAD_S, ROAD_M = range(6)
"""Of a run: its ends, how many stops, whose, and its road in all."""
RUN_COLUMNS = 8

LOAD_AT_START, LOAD_MOST, LOAD_AT_END = range(3)
"""Of a bag: what it holds on leaving, at its heaviest, at the end."""

HEAVIEST_BEFORE, HEAVIEST_AFTER, HELD = range(3)
"""Of a stop in a plan: the heaviest bag up to leaving it, and from then on; the bag on leaving."""

TIMED, MIXED, BLOCKED_ROADS, METRES, RESTS, SHIPMENTS, LIMITS = range(7)
"""What has to be looked at on this day at all."""
FLAG_COLUMNS = 7

ABSENT, PLACED, USED_RUNS, AT_BEST, WEIGHT, PRICE, BEST_WEIGHT, BEST_PRICE = range(8)
ROUNDS, KEPT, POOLED, POOL_STOPS = range(8, 12)
"""The tally of a search: how many stops are absent and placed, how many runs used, whether the
plan is the best one and not yet noted, what it and the best one weigh and cost; rounds gone
through and kept; runs noted for recombination and their stops."""
TALLY_COLUMNS = 12

TEMPERATURE, COOLING, STRINGS, LONGEST, BLINK, NEARLY = range(6)
"""How a search goes: how much worse a plan may be, by what that shrinks each round, how many
stops are taken out on average, the longest string, how often a good place is overlooked, how
near to the best a plan must be for its runs to be noted."""
PACE_COLUMNS = 6

BLOCKED = 2**30
"""Seconds of a road that does not exist."""

NEVER = -(2**60)
FAR = 2**62
