"""The pages of readers: find, ask, the list of one's own, hear, take home, the profile."""

from api.web.readers import (
    asking,
    card,
    finding,
    interests,
    keys,
    listening,
    my_list,
    profile,
    secrets,
    titles,
)

ROOMS = (finding, titles, asking, my_list, listening, profile, secrets, interests, keys, card)
ROUTERS = tuple(room.router for room in ROOMS)
