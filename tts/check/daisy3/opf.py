"""Rules of the package of a DAISY 3 talking book. Source: Z39.86-2005; Z39.86-2005, 3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tts.check.daisy3.book import (
    NCX_TYPE,
    PACKAGE_TYPE,
    RESOURCE_TYPE,
    SMIL_TYPE,
    TEXT_TYPE,
    Daisy3,
)
from tts.check.document import common_faults, local, namespace
from tts.check.fault import Fault
from tts.check.files import file_names, sound_encodings
from tts.check.metadata import (
    Need,
    metadata_faults,
    time_fault,
    unknown_names,
    value_of,
)
from tts.check.sound import suffix
from tts.check.spoken import length_ms
from tts.check.values import is_count, is_date, is_language

DC = "http://purl.org/dc/elements/1.1/"
FORMAT = "ANSI/NISO Z39.86-2005"
KINDS = (
    "audioOnly",
    "audioNCX",
    "audioPartText",
    "audioFullText",
    "textPartAudio",
    "textNCX",
)
MEDIA_TYPES = {
    ".opf": (PACKAGE_TYPE,),
    ".ncx": (NCX_TYPE,),
    ".xml": (TEXT_TYPE,),
    ".smil": (SMIL_TYPE,),
    ".res": (RESOURCE_TYPE,),
    ".mp3": ("audio/mpeg",),
    ".mp4": ("audio/mpeg4-generic",),
    ".wav": ("audio/x-wav",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".png": ("image/png",),
    ".svg": ("image/svg+xml",),
    ".css": ("text/css",),
    ".xsl": ("application/xslt+xml", "application/xml"),
    ".xslt": ("application/xslt+xml", "application/xml"),
    ".dtd": ("application/xml-dtd",),
    ".ent": ("application/xml-dtd",),
}
ROOTS = {
    "package": (
        "+//ISBN 0-9673008-1-9//DTD OEB 1.2 Package//EN",
        "http://openebook.org/namespaces/oeb-package/1.0/",
        None,
    ),
    "ncx": ("-//NISO//DTD ncx 2005-1//EN", "http://www.daisy.org/z3986/2005/ncx/", "2005-1"),
    "dtbook": (
        "-//NISO//DTD dtbook 2005-3//EN",
        "http://www.daisy.org/z3986/2005/dtbook/",
        "2005-3",
    ),
    "smil": ("-//NISO//DTD dtbsmil 2005-2//EN", "http://www.w3.org/2001/SMIL20/", None),
    "resources": (
        "-//NISO//DTD resource 2005-1//EN",
        "http://www.daisy.org/z3986/2005/resource/",
        "2005-1",
    ),
}
_ALSO_RIGHT = {
    "-//NISO//DTD dtbsmil 2005-1//EN": "smil",
    "-//NISO//DTD dtbook 2005-1//EN": "dtbook",
    "-//NISO//DTD dtbook 2005-2//EN": "dtbook",
}
_HREF = re.compile(r"[A-Za-z0-9/._-]+")
_DATE = "a day as YYYY, YYYY-MM or YYYY-MM-DD"
_MAYBE = Need(0, 1)
_MAYBE_DATE = Need(0, 1, is_date, _DATE)
_ANY = Need(0, None)
_CONTENTS = {"audio", "text", "image"}


def _is_content(value: str) -> bool:
    kinds = value.split(",")
    return set(kinds) <= _CONTENTS and len(kinds) == len(set(kinds))


NEEDS = {
    "dc:Title": Need(1, None),
    "dc:Publisher": Need(1, None),
    "dc:Date": Need(1, None, is_date, _DATE),
    "dc:Format": Need(1, 1, lambda value: value == FORMAT, FORMAT),
    "dc:Identifier": Need(1, None),
    "dc:Language": Need(1, None, is_language, "a language tag such as kk"),
    "dc:Creator": _ANY,
    "dc:Subject": _ANY,
    "dc:Description": _ANY,
    "dc:Contributor": _ANY,
    "dc:Type": _ANY,
    "dc:Source": _ANY,
    "dc:Relation": _ANY,
    "dc:Coverage": _ANY,
    "dc:Rights": _ANY,
    "dtb:multimediaType": Need(1, 1, KINDS.__contains__, f"one of {', '.join(KINDS)}"),
    "dtb:multimediaContent": Need(1, 1, _is_content, "of audio,text,image"),
    "dtb:totalTime": Need(1, 1),
    "dtb:narrator": _ANY,
    "dtb:producer": _ANY,
    "dtb:producedDate": _MAYBE_DATE,
    "dtb:revision": Need(0, 1, is_count, "a whole number"),
    "dtb:revisionDate": _MAYBE_DATE,
    "dtb:revisionDescription": _MAYBE,
    "dtb:sourceDate": _MAYBE_DATE,
    "dtb:sourceEdition": _MAYBE,
    "dtb:sourcePublisher": _MAYBE,
    "dtb:sourceRights": _MAYBE,
    "dtb:sourceTitle": _MAYBE,
    "dtb:audioFormat": Need(0, None, ("MP3", "WAV", "MP4-AAC").__contains__, "MP3, WAV or MP4-AAC"),
}


def documents_are_of_their_types(book: Daisy3) -> Iterator[Fault]:
    """Each XML file has the root, namespace, version and document type of its kind. §2.1."""
    for document in book.documents():
        name = local(document.root)
        public_id, space, version = ROOTS.get(name, ("", "", None))
        if not public_id:
            yield document.fault("root-element", document.root, f"A root {name} is unknown here.")
            continue
        if document.public_id != public_id and _ALSO_RIGHT.get(document.public_id) != name:
            yield document.fault("document-type", None, f"The document type must be {public_id}.")
        if namespace(document.root) != space:
            sentence = f"The root must be in the namespace {space}."
            yield document.fault("root-element", document.root, sentence)
        if version and not document.root.get("version"):
            sentence = f"The root must say its version, {version}."
            yield document.fault("attribute-missing", document.root, sentence)


def documents_are_well_made(book: Daisy3) -> Iterator[Fault]:
    """UTF-8, declared, ids once. Source: docs/formats.md."""
    for document in book.documents():
        yield from common_faults(document, declared=True)


def facts_are_there(book: Daisy3) -> Iterator[Fault]:
    """What the package must say, how often and how it is written. Source: Z39.86-2005."""
    yield from metadata_faults(book.opf, book.facts, NEEDS)


def facts_are_known(book: Daisy3) -> Iterator[Fault]:
    """dc: and dtb: names are a closed list; own prefixes are free. Source: Z39.86-2005."""
    yield from unknown_names(
        book.opf,
        book.facts,
        lambda name: name in NEEDS or not name.lower().startswith(("dtb:", "dc:")),
    )


def dublin_core_is_in_its_namespace(book: Daisy3) -> Iterator[Fault]:
    """The elements of dc-metadata are Dublin Core. Source: Z39.86-2005."""
    for group in book.opf.named("dc-metadata"):
        for one in group.iterchildren("*"):
            if namespace(one) != DC:
                sentence = f"{local(one)} must be in the namespace {DC}."
                yield book.opf.fault("metadata-namespace", one, sentence)


def the_identifier_is_named(book: Daisy3) -> Iterator[Fault]:
    """unique-identifier is the id of a dc:Identifier. Source: Z39.86-2005."""
    own = book.opf.root.get("unique-identifier", "")
    element = book.opf.ids.get(own)
    if element is None or local(element) != "Identifier":
        sentence = f"unique-identifier is {own!r}, which is the id of no dc:Identifier."
        yield book.opf.fault("identifier-unnamed", book.opf.root, sentence)


def files_name_the_same_book(book: Daisy3) -> Iterator[Fault]:
    """dtb:uid in NCX, SMIL and text is the identifier of the package. Source: §2.2 to §2.5."""
    uid = book.uid()
    for document in book.documents():
        for meta in document.named("meta"):
            said = " ".join(meta.get("content", "").split())
            if meta.get("name") == "dtb:uid" and uid and said != uid:
                sentence = f"dtb:uid is {said!r}; the package says {uid!r}."
                yield document.fault("identity-differs", meta, sentence)


def items_are_whole(book: Daisy3) -> Iterator[Fault]:
    """An item has id, href without fragment in plain letters, and type. Source: §2.1, §2.2."""
    for item in book.items:
        for name in ("id", "href", "media-type"):
            if not item.element.get(name):
                yield book.opf.fault("attribute-missing", item.element, f"item needs {name}.")
        href = item.element.get("href", "")
        if href and not _HREF.fullmatch(href):
            sentence = f"href {href!r} may hold only Latin letters, digits and / . _ -"
            yield book.opf.fault("href-malformed", item.element, sentence)


def items_have_their_media_type(book: Daisy3) -> Iterator[Fault]:
    """The media type is the one of the file's ending. Source: Z39.86-2005."""
    for item in book.items:
        right = MEDIA_TYPES.get(suffix(item.file), ())
        if item.media_type not in right:
            wanted = " or ".join(right) or "of a kind that DAISY 3 knows"
            sentence = f"The media type of {item.file} is {item.media_type!r}; it must be {wanted}."
            yield book.opf.fault("media-type", item.element, sentence)


def listed_files_are_there_once(book: Daisy3) -> Iterator[Fault]:
    """Every file listed exists, and is listed once. Source: Z39.86-2005."""
    counted = Counter(item.file for item in book.items)
    seen = set[str]()
    for item in book.items:
        if item.file not in book.shelf.sizes:
            sentence = f"The file {item.file!r} is listed but not there."
            yield book.opf.fault("file-missing", item.element, sentence)
        if counted[item.file] > 1 and item.file in seen:
            yield book.opf.fault("file-listed-twice", item.element, f"{item.file} is listed again.")
        seen.add(item.file)


def files_are_listed(book: Daisy3) -> Iterator[Fault]:
    """Every file of the book is in the manifest. Source: Z39.86-2005."""
    listed = {item.file for item in book.items}
    for name in book.shelf.sizes:
        if name not in listed:
            yield Fault("file-unlisted", name, "", "The manifest does not list this file.")


def files_are_plain(book: Daisy3) -> Iterator[Fault]:
    """Flat and plain names. Source: docs/formats.md."""
    yield from file_names(book.shelf.sizes)


def sounds_suit_players(book: Daisy3) -> Iterator[Fault]:
    """Constant bit rate, mono, no tag. Source: docs/formats.md."""
    yield from sound_encodings(book.sounds.every_sound())


def the_chief_items_have_their_ids(book: Daisy3) -> Iterator[Fault]:
    """One NCX with id ncx, one package, at most one resource file with id resource. §2.2."""
    types = Counter(item.media_type for item in book.items)
    for media_type, name in ((NCX_TYPE, "ncx"), (RESOURCE_TYPE, "resource")):
        for item in book.items:
            if item.media_type == media_type and item.item_id != name:
                sentence = f"The id of {item.file} in the manifest must be {name}."
                yield book.opf.fault("item-id", item.element, sentence)
    for media_type, what in ((NCX_TYPE, "navigation (.ncx)"), (PACKAGE_TYPE, "package itself")):
        if types[media_type] != 1:
            sentence = f"The manifest must list the {what} once; it does {types[media_type]} times."
            yield book.opf.fault("item-missing", book.opf.first("manifest"), sentence)
    if not types[SMIL_TYPE] or not types[TEXT_TYPE]:
        sentence = "The manifest lists no SMIL file or no text; a full text book needs both."
        yield book.opf.fault("item-missing", book.opf.first("manifest"), sentence)


def the_spine_is_the_smil_files(book: Daisy3) -> Iterator[Fault]:
    """The spine refers to every SMIL file once, and to nothing else. Source: Z39.86-2005."""
    by_id = {item.item_id: item for item in book.items}
    listed = set[str]()
    for ref in book.spine:
        item = by_id.get(ref.get("idref", ""))
        if item is None or item.media_type != SMIL_TYPE:
            sentence = f"idref {ref.get('idref')!r} leads to no SMIL file of the manifest."
            yield book.opf.fault("spine-item", ref, sentence)
            continue
        if item.item_id in listed:
            yield book.opf.fault("spine-twice", ref, f"{item.file} is in the spine already.")
        listed.add(item.item_id)
    for item in book.items:
        if item.media_type == SMIL_TYPE and item.item_id not in listed:
            sentence = f"{item.file} is not in the spine, so nobody will hear it."
            yield book.opf.fault("smil-unreachable", item.element, sentence)


def contents_are_named(book: Daisy3) -> Iterator[Fault]:
    """dtb:multimediaContent names what the manifest lists. Source: Z39.86-2005."""
    said = value_of(book.facts, "dtb:multimediaContent")
    if said is None:
        return
    there = {
        kind
        for item in book.items
        for kind, start in (("audio", "audio/"), ("image", "image/"), ("text", TEXT_TYPE))
        if item.media_type.startswith(start)
    }
    if set(said.value.split(",")) != there:
        sentence = f"It says {said.value!r}, but the manifest has {','.join(sorted(there))}."
        yield book.opf.fault("contents-differ", said.element, sentence)


def total_time_is_right(book: Daisy3) -> Iterator[Fault]:
    """dtb:totalTime is the sum of all clips. Source: Z39.86-2005."""
    said = value_of(book.facts, "dtb:totalTime")
    if said is not None:
        total = length_ms(book.all_pars(), book.sounds.sound)
        yield from time_fault(book.opf, said.element, said.value, total, "dtb:totalTime")


RULES: tuple[Callable[[Daisy3], Iterator[Fault]], ...] = (
    documents_are_of_their_types,
    documents_are_well_made,
    facts_are_there,
    facts_are_known,
    dublin_core_is_in_its_namespace,
    the_identifier_is_named,
    files_name_the_same_book,
    items_are_whole,
    items_have_their_media_type,
    listed_files_are_there_once,
    files_are_listed,
    files_are_plain,
    sounds_suit_players,
    the_chief_items_have_their_ids,
    the_spine_is_the_smil_files,
    contents_are_named,
    total_time_is_right,
)
