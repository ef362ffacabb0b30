"""Asking an ILS what became of a command whose answer was lost: done, not done, or nobody can tell.

First what is lent to the card (63), for it tells of the very reader; then the copy alone (17). A
copy that is with somebody, nobody knows whom, is no proof of anything.
"""

from access.ils.carrying import Errand
from access.ils.records import MoveKind
from api.ils.answers import Item, Patron
from api.ils.client import Client
from api.ils.errors import NotOffered


def was_done(client: Client, errand: Errand) -> bool | None:
    """Whether the ILS has done it; None: it does not tell. Raises IlsAway, BadMessage."""
    if errand.kind is MoveKind.RENEW:
        item = _item(client, errand.barcode)
        known = item is not None and item.is_out and item.due_on is not None
        return item.due_on == errand.due_on if item is not None and known else None
    has_it = _has_it(client, errand)
    if has_it is None:
        return None
    return has_it if errand.kind is MoveKind.LEND else not has_it


def _has_it(client: Client, errand: Errand) -> bool | None:
    """Whether the reader has the copy at the ILS."""
    patron = _lent_to(client, errand.card)
    if patron is not None:
        if errand.barcode.casefold() in {code.strip().casefold() for code in patron.charged}:
            return True
        if patron.are_all_named:
            return False
    item = _item(client, errand.barcode)
    return False if item is not None and item.is_out is False else None


def _lent_to(client: Client, card: str) -> Patron | None:
    try:
        return client.lent_to(card)
    except NotOffered:
        return None


def _item(client: Client, barcode: str) -> Item | None:
    try:
        return client.item(barcode)
    except NotOffered:
        return None
