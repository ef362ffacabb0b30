"""The pages of readers: find, ask, the list of one's own, hear, take home, the profile."""

from api.web.readers import asking, card, finding, listening, my_list, profile, secrets, titles

ROUTERS = tuple(
    room.router for room in (finding, titles, asking, my_list, listening, profile, secrets, card)
)
