"""What makes the courier's page installable: its empty shell, the service worker, the manifest.

The worker keeps the shell and the scripts, never a page with a name on it (Service Workers, W3C;
Web Application Manifest, W3C).
"""

import hashlib
import json
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.web.courier.script_words import script_words
from api.web.frame.failing import failure
from api.web.frame.pages import language_of, page
from api.words.catalogues import mark, words_in
from api.words.languages import LANGUAGES

router = APIRouter()

STATIC = Path(str(files("api.web") / "static"))
SHELL = "/run/shell"
NAME, SHORT_NAME = mark("Runs of the library"), mark("Runs")
NOT_THERE = mark("This page is not here.")
FRESH = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
WORKER_RULES = "default-src 'none'; script-src 'self'; connect-src 'self'"


@router.get(SHELL)
def show_shell(request: Request) -> Response:
    """The page without any run: the telephone keeps it, and the script fills it in."""
    return page(request, "courier/shell.html", words=script_words(language_of(request)))


@router.get("/run/worker.js")
def show_worker() -> Response:
    """The service worker. Its first line changes with every file that it keeps, so that telephones
    notice a new version."""
    kept = {"version": version(), "paths": shell_paths(), "shell": SHELL}
    script = (STATIC / "courier" / "worker.js").read_text("utf-8")
    return Response(
        f"const KEPT = {json.dumps(kept)};\n{script}",
        media_type="text/javascript",
        headers={
            **FRESH,
            "Service-Worker-Allowed": "/run",
            "Content-Security-Policy": WORKER_RULES,
        },
    )


@router.get("/run/manifest/{language}.json")
def show_manifest(request: Request, language: str) -> Response:
    """How the page is called and looks on a telephone's home screen."""
    if language not in LANGUAGES:
        return failure(request, HTTPStatus.NOT_FOUND, _say(request, NOT_THERE))
    words = words_in(language)
    return JSONResponse(
        {
            "id": "/run",
            "name": words.gettext(NAME),
            "short_name": words.gettext(SHORT_NAME),
            "lang": language,
            "dir": "ltr",
            "start_url": "/run",
            "scope": "/run",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b3d62",
            "icons": [
                {"src": "/static/courier/icon.svg", "sizes": "any", "type": "image/svg+xml"},
                *(
                    {
                        "src": f"/static/courier/icon-{size}.png",
                        "sizes": f"{size}x{size}",
                        "type": "image/png",
                        "purpose": "any maskable",
                    }
                    for size in (192, 512)
                ),
            ],
        },
        media_type="application/manifest+json",
        headers=FRESH,
    )


def shell_paths() -> list[str]:
    """The addresses of all that the page is made of, beside its shell."""
    ours = sorted(path.name for path in (STATIC / "courier").iterdir() if path.suffix in KINDS)
    names = [f"courier/{name}" for name in ours if name != "worker.js"]
    return ["/static/dauys.css", "/static/dauys.svg", *(f"/static/{name}" for name in names)]


KINDS = frozenset({".js", ".css", ".svg", ".png"})


@cache
def version() -> str:
    """Of the bytes of all that is kept; another where one of them changed."""
    digest = hashlib.sha256()
    for path in (*shell_paths(), "/static/courier/worker.js"):
        digest.update((STATIC / path.removeprefix("/static/")).read_bytes())
    return digest.hexdigest()[:16]


def _say(request: Request, sentence: str) -> str:
    return words_in(language_of(request)).gettext(sentence)
