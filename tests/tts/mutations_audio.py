"""Every way in which we know how to break a packed audiobook, and what must be found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tts.mutating import Change, Mutation, bytes_of, file_added, file_gone, half, text_of

Json = Any
HTML = "index.html"


def json_of(name: str, act: Callable[[Json], object]) -> Change:
    """Change what a JSON file says."""

    def change(book: Path) -> None:
        facts = json.loads((book / name).read_bytes())
        act(facts)
        (book / name).write_text(json.dumps(facts, ensure_ascii=False), "utf-8")

    return change


def said(path: str, value: object) -> Callable[[Json], object]:
    """Put a value at a place such as "readingOrder/0/href"; None takes it away."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]

    def act(facts: Json) -> None:
        for step in way:
            facts = facts[step]
        if value is None:
            del facts[last]
        else:
            facts[last] = value

    return act


def both(name: str, address: str, kind: str, length: tuple[object, object]) -> list[Mutation]:
    """What may be broken in either manifest; `length` is a wrong one, and one that is none."""
    title = "title" if address == "href" else "name"
    total = "metadata/duration" if address == "href" else "duration"
    cover = "resources/0" if address == "href" else "resources/1"

    def of(path: str, value: object) -> Change:
        return json_of(name, said(path, value))

    return [
        Mutation("a manifest in no braces", "not-json", bytes_of(name, lambda _: b"[]")),
        Mutation("a manifest cut short", "not-json", bytes_of(name, half)),
        Mutation("a manifest of NaN", "not-json", bytes_of(name, lambda _: b'{"a": NaN}')),
        Mutation("a manifest in Latin-1", "not-utf8", bytes_of(name, lambda _: b'{"a": "\xe9"}')),
        Mutation("nothing to read", "reading-order-empty", of("readingOrder", [])),
        Mutation("a text in the order", "reading-order-not-sound",
                 of(f"readingOrder/0/{kind}", "text/html")),
        Mutation("another kind of sound", "media-type", of(f"readingOrder/0/{kind}", "audio/ogg")),
        Mutation("no kind of sound", "reading-order-not-sound", of(f"readingOrder/1/{kind}", None)),
        Mutation("a sound twice", "sound-twice", of(f"readingOrder/1/{address}", "s0001.mp3")),
        Mutation("a moment in the order", "reading-order-fragment",
                 of(f"readingOrder/1/{address}", "s0003.mp3#t=1")),
        Mutation("a sound elsewhere", "address-outside",
                 of(f"readingOrder/1/{address}", "https://x.org/a.mp3")),
        Mutation("a sound that is not there", "file-missing",
                 of(f"readingOrder/1/{address}", "no.mp3")),
        Mutation("a sound is gone", "file-missing", file_gone("s0003.mp3")),
        Mutation("a sound that is none", "sound-unreadable",
                 bytes_of("s0003.mp3", lambda _: b"no" * 99)),
        Mutation("half a sound", "duration-wrong", bytes_of("s0003.mp3", half)),
        Mutation("a file that nobody lists", "file-unlisted", file_added("left.mp3")),
        Mutation("another length", "duration-wrong", of("readingOrder/1/duration", length[0])),
        Mutation("a length that is none", "duration-malformed",
                 of("readingOrder/1/duration", length[1])),
        Mutation("no length", "duration-malformed", of("readingOrder/1/duration", None)),
        Mutation("another total", "total-wrong", of(total, length[0])),
        Mutation("a total that is none", "total-malformed", of(total, length[1])),
        Mutation("a track without title", "track-untitled", of(f"readingOrder/0/{title}", " ")),
        Mutation("no cover file", "file-missing", file_gone("cover.*")),
        Mutation("a cover that is a text", "cover-kind", of(f"{cover}/{kind}", "text/plain")),
        Mutation("a cover of another kind", "cover-broken", of(f"{cover}/{kind}", "image/jpeg")),
        Mutation("two covers", "cover-twice",
                 json_of(name, lambda facts: facts["resources"].append(facts["resources"][-1]))),
    ]  # fmt: skip


def _manifest(path: str, value: object) -> Change:
    return json_of("manifest.json", said(path, value))


AUDIOBOOK = (
    *both("manifest.json", "href", "type", (1.5, "PT1S")),
    Mutation("no profile", "profile", _manifest("metadata/conformsTo", None)),
    Mutation("another type", "type", _manifest("metadata/@type", "http://schema.org/Book")),
    Mutation("another context", "context", _manifest("@context", "https://schema.org")),
    Mutation("no title", "metadata-missing", _manifest("metadata/title", None)),
    Mutation("no number", "metadata-missing", _manifest("metadata/identifier", "")),
    Mutation("a number that is no URI", "metadata-value", _manifest("metadata/identifier", "7")),
    Mutation("a language in words", "metadata-value", _manifest("metadata/language", "Қазақша")),
    Mutation("not to be heard", "accessibility",
             _manifest("metadata/accessibility/accessMode", ["visual"])),
    Mutation("no contents", "contents-missing", _manifest("toc", [])),
    Mutation("a line without words", "contents-untitled", _manifest("toc/0/title", "")),
    Mutation("a line to nowhere", "contents-target", _manifest("toc/2/href", "no.mp3")),
    Mutation("a line to a wrong moment", "contents-fragment",
             _manifest("toc/2/href", "s0004.mp3#t=1:2:3:4")),
    Mutation("a line beyond the sound", "contents-beyond-sound",
             _manifest("toc/2/href", "s0004.mp3#t=99")),
    Mutation("lines in another order", "contents-order",
             json_of("manifest.json", lambda facts: facts["toc"].reverse())),
    Mutation("a beginning without a line", "contents-begin-late",
             json_of("manifest.json", lambda facts: facts["toc"].pop(0))),
)  # fmt: skip


def _publication(path: str, value: object) -> Change:
    return json_of("publication.json", said(path, value))


LPF = (
    *both("publication.json", "url", "encodingFormat", ("PT1.500S", "1.5")),
    Mutation("no profile", "profile", _publication("conformsTo", None)),
    Mutation("another type", "type", _publication("type", "CreativeWork")),
    Mutation("contexts in another order", "context",
             json_of("publication.json", lambda facts: facts["@context"].reverse())),
    Mutation("no name", "metadata-missing", _publication("name", None)),
    Mutation("no language", "metadata-missing", _publication("inLanguage", [])),
    Mutation("a language in words", "metadata-value", _publication("inLanguage", "Қазақша")),
    Mutation("a day that does not exist", "metadata-value",
             _publication("datePublished", "1990-02-30")),
    Mutation("not to be heard", "accessibility", _publication("accessMode", ["visual"])),
    Mutation("not enough to hear it", "accessibility", _publication("accessModeSufficient", [])),
    Mutation("no page", "page-missing", file_gone(HTML)),
    Mutation("an empty page", "page-missing", bytes_of(HTML, lambda _: b"")),
    Mutation("a page without its manifest", "page-without-manifest",
             text_of(HTML, '<link rel="publication"', '<link rel="no"')),
    Mutation("a page without language", "page-language", text_of(HTML, '<html lang="kk"', "<html")),
    Mutation("a page without title", "page-title", text_of(HTML, "<title>[^<]*", "<title>")),
    Mutation("no contents", "contents-missing", text_of(HTML, "doc-toc", "doc-index")),
    Mutation("a line without words", "contents-untitled", text_of(HTML, ">Afterword<", "><")),
    Mutation("a line to nowhere", "contents-target",
             text_of(HTML, 'href="s0004.mp3"', 'href="no.mp3"')),
    Mutation("a line to a wrong moment", "contents-fragment",
             text_of(HTML, 'href="s0004.mp3"', 'href="s0004.mp3#page=1"')),
    Mutation("a line beyond the sound", "contents-beyond-sound",
             text_of(HTML, 'href="s0004.mp3"', 'href="s0004.mp3#t=99"')),
    Mutation("a line that goes back", "contents-order",
             text_of(HTML, 'href="s0004.mp3"', 'href="s0001.mp3"')),
    Mutation("a beginning without a line", "contents-begin-late",
             text_of(HTML, 'href="s0001.mp3"', 'href="s0001.mp3#t=1"')),
)  # fmt: skip
