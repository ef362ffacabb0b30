"""A real browser for the tests: Debian's Chromium, driven by its keys; and axe-core as a judge."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
AXE = ROOT / ".tools/ace/node_modules/axe-core/axe.min.js"
STARTS_WITHIN_S = 30
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def why_not() -> str:
    """Why no page can be judged here; "" where one can."""
    if shutil.which("chromium") is None:
        return "Chromium is not here (on Debian: apt-get install chromium)"
    return "" if AXE.exists() else "axe-core is not here (sh .ci/parts brings it)"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(QUIET)
        )
        yield browser
        browser.close()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application behind a real port of loopback; yields its address."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off")
    )
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(STARTS_WITHIN_S)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands, a line each."""
    page.evaluate(AXE.read_text("utf-8"))
    # Told in the page what is wanted: what is right with it would be ten times as much to send.
    found: list[str] = page.evaluate(
        """async levels => {
          const judged = await axe.run(document, {
            runOnly: {type: 'tag', values: levels}, resultTypes: ['violations'],
          });
          return judged.violations.flatMap(rule => rule.nodes.map(
            node => `${rule.id} (${rule.help}): ${node.html.slice(0, 200)}`));
        }""",
        LEVELS,
    )
    return [f"{page.url}: {fault}" for fault in found]


def press(page: Page, *keys: str) -> None:
    """The keys of somebody who has no mouse."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str, *, most: int = 120) -> None:
    """Press Tab until the focus is on what a screen reader calls by this name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused_name(page) == name:
            return
    raise AssertionError(f"no Tab leads to {name!r} on {page.url}")


def focused_name(page: Page) -> str:
    """What a screen reader calls what has the focus: its label or its text."""
    name: str = page.evaluate(
        """() => {
          const here = document.activeElement;
          const label = here.labels && here.labels.length ? here.labels[0].innerText : null;
          const name = here.getAttribute('aria-label') || label || here.textContent || '';
          return name.trim().replace(/\\s+/g, ' ');
        }"""
    )
    return name
