"""Every page of an area by its address: none is forgotten when the pages are judged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.routing import APIRoute
from playwright.sync_api import Page

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NUMBERS = {"other_id": "double_id", "pronunciation_id": "entry_id"}
FIXED = {
    "service": "audio", "number": "1", "purpose": "history", "holiday_id": "1", "name": "a.mp3",
    "ending": "pls", "move_id": "1",
}  # fmt: skip


def pages_of(routers: Iterable[APIRouter], *, but: Iterable[str] = ()) -> list[str]:
    """The addresses of all pages (GET) as they stand in the program."""
    found = {path for method, path in doors_of(routers) if method == "GET"}
    return sorted(found - set(but))


def doors_of(routers: Iterable[APIRouter]) -> list[tuple[str, str]]:
    """Every method and address of an area."""
    return sorted(
        (method, route.path)
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    )


def filled(path: str, day: "DataclassInstance") -> str:
    """The address with the numbers of this day."""
    there = {**{name: str(value) for name, value in asdict(day).items()}, **FIXED}

    def number(match: re.Match[str]) -> str:
        name = match[1]
        return there[NUMBERS.get(name, name)]

    return re.sub(r"\{(\w+)\}", number, path)


def turns(paths: Iterable[str], languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path in each language."""
    chosen = list(languages)
    for path in paths:
        for language in chosen:
            yield path, language


def tab_to_address(window: Page, ending: str, *, most: int = 120) -> None:
    """Press Tab until the focus is on a link to, or a button of a form for, an address."""
    for _ in range(most):
        window.keyboard.press("Tab")
        address: str = window.evaluate(
            """() => {
              const here = document.activeElement;
              return here.getAttribute('href') || (here.form && here.form.action) || '';
            }"""
        )
        if address.endswith(ending):
            return
    raise AssertionError(f"no Tab leads to {ending!r} on {window.url}")
