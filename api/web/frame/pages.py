"""Pages: a template, the facts, the language, the security of the answer."""

from collections.abc import Mapping
from functools import cache, partial
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.web.frame.doors import doors_of
from api.web.frame.visitor import NOBODY
from api.words import saying
from api.words.catalogues import words_in
from api.words.languages import LANGUAGES, chosen

TEMPLATES = str(files("api.web") / "templates")
LANGUAGE_COOKIE = "dauys_language"
A_YEAR_S = 365 * 24 * 3600
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self'; "
        "img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PRIVATE = {"Cache-Control": "no-store"}
"""No page is kept by a browser: the next person at a library's computer would read it."""


def language_of(request: Request) -> str:
    """The language of the page: that of the address (`?lang=`), of the cookie, of the browser."""
    wishes = (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE))
    return chosen(wishes, request.headers.get("accept-language"))


def page(
    request: Request,
    template: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    **facts: object,
) -> HTMLResponse:
    """A whole page in the language of its reader.

    The template finds `_`, `ngettext`, `language`, `languages`, `visitor` (who asks; NOBODY in
    particular unless the page found out), `here` (path and query without the language), the words
    for lengths, days, moments and sizes, and its own facts. What it does not find is a
    fault: nothing is silently empty.
    """
    language = language_of(request)
    zone = doors_of(request).zone
    context = {
        "language": language,
        "languages": LANGUAGES,
        "here": _here(request),
        "path": request.url.path,
        "visitor": getattr(request.state, "visitor", NOBODY),
        "length": partial(saying.length_words, language=language),
        "size": partial(saying.size_words, language=language),
        "day": partial(saying.day_words, language=language),
        "moment": partial(saying.moment_words, language=language, zone=zone),
        "time": partial(saying.time_words, language=language, zone=zone),
        **facts,
    }
    html = environment(language).get_template(template).render(context)
    answer = HTMLResponse(html, status, headers={**SECURITY, **PRIVATE})
    answer.headers["Content-Language"] = language
    answer.headers["Vary"] = "Accept-Language, Cookie"
    if request.query_params.get("lang") == language:
        answer.set_cookie(
            LANGUAGE_COOKIE, language, A_YEAR_S, samesite="lax", httponly=True,
            secure=request.url.scheme == "https",
        )  # fmt: skip
    return answer


def go_to(path: str) -> RedirectResponse:
    """After something was done: show the page that tells of it, by GET, so that a reload does it
    not again (RFC 9110, section 15.4.4)."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, headers=PRIVATE)


def own_path(wish: str | None, otherwise: str = "/") -> str:
    """A path of ours to go on to; what leads elsewhere is not followed."""
    if not wish or not wish.startswith("/") or wish.startswith(("//", "/\\")):
        return otherwise
    return wish if wish.isprintable() and len(wish) <= 2000 else otherwise


@cache
def environment(language: str) -> Environment:
    """The templates, speaking one language."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(words_in(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters["query"] = _query
    return made


def _query(facts: Mapping[str, object]) -> str:
    """Facts as the query of an address; what is empty stays out."""
    return urlencode({name: fact for name, fact in facts.items() if fact not in (None, "")})


def _here(request: Request) -> str:
    """This address without its language: the links that choose another language add theirs."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    return f"{request.url.path}?{urlencode(kept)}&" if kept else f"{request.url.path}?"
