"""Every way in which we know how to break an EPUB 3 talking book, and what must be found."""

from functools import partial

from tests.tts.mutating import (
    Change,
    Element,
    Mutation,
    at,
    becomes,
    bytes_of,
    everywhere,
    file_added,
    file_gone,
    gone,
    half,
    holds,
    last,
    longer,
    says,
    set_to,
    text_of,
    twice,
    without,
)

OPF, NAV, TEXT, SMIL = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/s0*.xhtml", "EPUB/s0*.smil"
in_opf, in_nav, in_text, in_smil = (partial(at, file) for file in (OPF, NAV, TEXT, SMIL))
in_second = partial(at, "EPUB/s0002.smil")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = "{http://www.idpf.org/2007/ops}type"
CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
TEXTREF = "{http://www.idpf.org/2007/ops}textref"


def meta(name: str) -> str:
    return f".//{{*}}meta[@property='{name}']"


def opf_says(name: str, value: str) -> Change:
    return in_opf(meta(name), says(value))


def claim(words: str) -> Change:
    """The summary of accessibility becomes a claim."""

    def act(summary: Element) -> None:
        says(words)(summary)
        summary.set("property", "dcterms:conformsTo")

    return in_opf(meta("schema:accessibilitySummary"), act)


def kind(name: str) -> str:
    return f".//{{*}}*[@{TYPE}='{name}']"


def item(media_type: str) -> str:
    return f".//{{*}}item[@media-type='{media_type}']"


TEXT_ITEM = ".//{*}item[@media-overlay]"
SMIL_ITEM, SOUND_ITEM = item("application/smil+xml"), item("audio/mpeg")
NAV_ITEM = ".//{*}item[@properties='nav']"
DURATION, TOTAL = meta("media:duration") + "[@refines]", meta("media:duration") + "[last()]"
FEATURE, AUDIO, PAR = meta("schema:accessibilityFeature"), ".//{*}audio", ".//{*}par"
BREAK, MARK, NOTE = kind("pagebreak"), kind("noteref"), kind("footnote")
TOC_LINK = ".//{*}nav/{*}ol/{*}li/{*}a"
PAGE_LINK = f".//{{*}}nav[@{TYPE}='page-list']//{{*}}a"

FILES = (
    Mutation("no mimetype", "mimetype", file_gone("mimetype")),
    Mutation("another mimetype", "mimetype", bytes_of("mimetype", lambda _: b"application/zip")),
    Mutation(
        "a line after the mimetype", "mimetype", bytes_of("mimetype", lambda said: said + b"\n")
    ),
    Mutation("no container", "container", file_gone("META-INF/container.xml")),
    Mutation(
        "a container of nothing",
        "container",
        at("META-INF/*.xml", ".//{*}rootfile", set_to("full-path", "x.opf")),
    ),
    Mutation(
        "a container of another type",
        "container",
        at("META-INF/*.xml", ".//{*}rootfile", set_to("media-type", "text/xml")),
    ),
    Mutation("no package", "file-missing", file_gone(OPF)),
    Mutation("no navigation", "file-missing", file_gone(NAV)),
    Mutation("a text is gone", "text-file-missing", file_gone(TEXT)),
    Mutation("an overlay is gone", "file-missing", file_gone(SMIL)),
    Mutation("a sound is gone", "sound-missing", file_gone("EPUB/*.mp3")),
    Mutation("no style", "active-class-unstyled", file_gone("EPUB/style.css")),
    Mutation(
        "a style without the class",
        "active-class-unstyled",
        bytes_of("EPUB/style.css", lambda _: b"p{}"),
    ),
    Mutation("a file that is not listed", "file-unlisted", file_added("EPUB/left.css")),
    Mutation("a name with a space", "file-name", file_added("EPUB/left over.css")),
    Mutation("an unclosed element", "not-well-formed", text_of(TEXT, "</body>", "")),
    Mutation(
        "a text in Windows-1251",
        "not-utf8",
        text_of(TEXT, 'encoding="[^"]*"', 'encoding="iso-8859-1"'),
    ),
    Mutation("half a sound", "clip-beyond-sound", bytes_of("EPUB/s0002.mp3", half)),
    Mutation("a sound that goes on", "clips-end-early", bytes_of("EPUB/s0002.mp3", longer)),
    Mutation("no XML declaration", "xml-declaration", text_of(TEXT, r"<\?xml.*?\?>\n", "")),
    Mutation("no sound at all", "sound-unreadable", bytes_of("EPUB/*.mp3", lambda _: b"no" * 99)),
)

PACKAGE = (
    Mutation("EPUB 2", "root-element", in_opf(".", set_to("version", "2.0"))),
    Mutation(
        "another identifier", "identifier-unnamed", in_opf(".", set_to("unique-identifier", "no"))
    ),
    Mutation("no title", "metadata-missing", in_opf(".//{*}title", gone)),
    Mutation("no language", "metadata-missing", everywhere(OPF, "dc:language", "dc:source")),
    Mutation("no day of change", "metadata-missing", in_opf(meta("dcterms:modified"), gone)),
    Mutation("two days of change", "metadata-twice", in_opf(meta("dcterms:modified"), twice)),
    Mutation(
        "a day of change without time", "metadata-value", opf_says("dcterms:modified", "2026-11-22")
    ),
    Mutation("an empty title", "metadata-empty", in_opf(".//{*}title", says(""))),
    Mutation("no source of pages", "metadata-missing", in_opf(meta("pageBreakSource"), gone)),
    Mutation("an item without id", "attribute-missing", in_opf(SOUND_ITEM, without("id"))),
    Mutation(
        "an item with a fragment",
        "href-malformed",
        in_opf(SOUND_ITEM, set_to("href", "s0001.mp3#t=1")),
    ),
    Mutation(
        "DAISY's SMIL", "media-type", in_opf(SMIL_ITEM, set_to("media-type", "application/smil"))
    ),
    Mutation("a file listed twice", "file-listed-twice", in_opf(SOUND_ITEM, twice)),
    Mutation(
        "a file listed but not there", "file-missing", in_opf(SOUND_ITEM, set_to("href", "t.mp3"))
    ),
    Mutation("no item is the navigation", "nav-absent", in_opf(NAV_ITEM, without("properties"))),
    Mutation("a text not in the spine", "document-unreachable", in_opf(".//{*}itemref", gone)),
    Mutation("a text twice in the spine", "spine-twice", in_opf(".//{*}itemref", twice)),
    Mutation(
        "a sound in the spine", "spine-item", in_opf(".//{*}spine", holds("itemref", idref="no"))
    ),
    Mutation("the text is no XHTML", "root-element", text_of(TEXT, "1999/xhtml", "1999/html")),
    Mutation(
        "a document type of XHTML 1.1",
        "document-type",
        text_of(TEXT, "<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x">'),
    ),
    Mutation("a text without title", "html-title", in_text(".//{*}title", says(""))),
)

ACCESS = (
    *(
        Mutation(f"no {name}", "metadata-missing", everywhere(OPF, f'schema:{name}"', 'schema:x"'))
        for name in (
            "accessMode",
            "accessModeSufficient",
            "accessibilityFeature",
            "accessibilitySummary",
        )
    ),
    Mutation("no hazard", "metadata-missing", in_opf(meta("schema:accessibilityHazard"), gone)),
    Mutation("an unknown mode", "metadata-value", opf_says("schema:accessMode", "sound")),
    Mutation("an unknown hazard", "metadata-value", opf_says("schema:accessibilityHazard", "dogs")),
    Mutation(
        "sound that is not announced",
        "accessibility-missing",
        everywhere(OPF, ">auditory<", ">textual<"),
    ),
    Mutation(
        "overlays that are not announced",
        "accessibility-missing",
        everywhere(OPF, "synchronizedAudioText", "index"),
    ),
    Mutation(
        "pages that are not announced",
        "accessibility-differs",
        everywhere(OPF, "pageNavigation", "index"),
    ),
    Mutation("none beside others", "accessibility-differs", in_opf(FEATURE, says("none"))),
    Mutation("a claim in own words", "claim-malformed", claim("EPUB Accessible")),
    Mutation("a claim nobody stands for", "claim-uncertified", claim(CLAIM)),
)

OVERLAYS = (
    Mutation(
        "no overlay at all", "overlay-absent", everywhere(OPF, "application/smil+xml", "text/css")
    ),
    Mutation("SMIL of DAISY", "root-element", in_smil(".", without("version"))),
    Mutation("two bodies", "smil-body", in_smil(".//{*}body", twice)),
    Mutation("a link in a par", "smil-element", in_smil(PAR, holds("a", href="x"))),
    Mutation("two sounds in a par", "smil-element", in_smil(AUDIO, twice)),
    Mutation("an empty seq", "smil-element", in_smil(".//{*}seq", holds("seq"))),
    Mutation("a seq without text", "textref-absent", in_smil(".//{*}seq", without(TEXTREF))),
    Mutation(
        "a seq of no text",
        "textref-missing",
        in_smil(".//{*}seq", set_to(TEXTREF, "s0001.xhtml#no")),
    ),
    Mutation(
        "a clip with npt", "clip-time-malformed", in_smil(AUDIO, set_to("clipEnd", "npt=1.000s"))
    ),
    Mutation(
        "a minute of one digit",
        "clip-time-malformed",
        in_smil(AUDIO, set_to("clipEnd", "0:0:01.000")),
    ),
    Mutation("two decimals", "clip-decimals", in_smil(AUDIO, set_to("clipBegin", "0:00:00.00"))),
    Mutation("a clip without end", "attribute-missing", in_smil(AUDIO, without("clipEnd"))),
    Mutation(
        "a sound that is no core type",
        "sound-kind",
        everywhere("EPUB/s0001.smil", "s0001.mp3", "package.opf"),
    ),
    Mutation("a clip of no length", "clip-empty", in_smil(AUDIO, set_to("clipEnd", "0:00:00.000"))),
    Mutation(
        "a clip backwards",
        "clip-backwards",
        in_second(AUDIO, set_to("clipEnd", "0:00:00.001"), nth=1),
    ),
    Mutation(
        "a clip too far", "clip-beyond-sound", in_smil(AUDIO, set_to("clipEnd", "0:09:00.000"))
    ),
    Mutation(
        "a first clip too late",
        "clips-begin-late",
        in_smil(AUDIO, set_to("clipBegin", "0:00:00.100")),
    ),
    Mutation("a gap", "clip-gap", in_second(AUDIO, set_to("clipEnd", "0:00:00.200"))),
    Mutation(
        "an overlap", "clip-overlap", in_second(AUDIO, set_to("clipBegin", "0:00:00.200"), nth=1)
    ),
    Mutation(
        "a last sentence never heard",
        "clips-end-early",
        at("EPUB/s0004.smil", PAR + "[last()]", gone),
    ),
    Mutation("a par without audio", "par-without-sound", in_smil(AUDIO, gone)),
    Mutation("a sentence read twice", "text-spoken-twice", in_smil(PAR, twice)),
    Mutation("a par without text", "par-without-text", in_smil(".//{*}text", gone)),
    Mutation(
        "a text that is not there",
        "text-missing",
        in_smil(".//{*}text", set_to("src", "s0001.xhtml#no")),
    ),
    Mutation("sound in another order", "overlay-order", in_second(PAR, last)),
    Mutation(
        "a page that cannot be skipped",
        "skippable-missing",
        in_smil(f".//{{*}}par[@{TYPE}='pagebreak']", without(TYPE)),
    ),
    Mutation(
        "a note that cannot be skipped",
        "skippable-missing",
        everywhere("EPUB/s0*.smil", 'epub:type="footnote"', ""),
    ),
    Mutation(
        "a text that names no overlay",
        "overlay-unnamed",
        in_opf(TEXT_ITEM, without("media-overlay")),
    ),
    Mutation(
        "a text that names another",
        "overlay-differs",
        in_opf(TEXT_ITEM, set_to("media-overlay", "nav")),
    ),
    Mutation(
        "a text read in two overlays",
        "overlay-twice",
        in_second(".//{*}text", set_to("src", "s0001.xhtml#x")),
    ),
    Mutation("a duration that is off", "time-wrong", in_opf(DURATION, says("0:00:59.000"))),
    Mutation(
        "a total that is off",
        "time-wrong",
        everywhere(OPF, '<meta property="media:duration">0:', '<meta property="media:duration">9:'),
    ),
    Mutation("a duration that is no time", "time-malformed", in_opf(DURATION, says("npt=1s"))),
    Mutation("an overlay without duration", "duration-missing", in_opf(DURATION, gone)),
    Mutation(
        "no total",
        "duration-missing",
        text_of(OPF, '<meta property="media:duration">[^<]*</meta>', ""),
    ),
    Mutation(
        "a duration of nothing", "duration-unknown", in_opf(DURATION, set_to("refines", "#no"))
    ),
    Mutation("a duration twice", "metadata-twice", in_opf(DURATION, twice)),
    Mutation("a class with a dot", "active-class", opf_says("media:active-class", ".active")),
    Mutation("two classes", "metadata-twice", in_opf(meta("media:active-class"), twice)),
    Mutation("an id twice", "id-twice", in_smil(PAR, twice)),
)

WORDS = (
    Mutation("no language", "language-missing", in_text(".", without("lang"))),
    Mutation(
        "a language that is none", "language-malformed", in_text(".", set_to("lang", "in Kazakh"))
    ),
    Mutation(
        "a language said one way only", "language-differs", in_text(".//{*}p", set_to("lang", "fr"))
    ),
    Mutation("a type without role", "role-missing", in_text(BREAK, without("role"))),
    Mutation("contents without role", "role-missing", in_nav(".//{*}nav", without("role"))),
    Mutation("from h1 to h3", "heading-skips", in_text(".//{*}h2", becomes("h3"))),
    Mutation("a heading of another level", "heading-differs", in_text(".//{*}h2", becomes("h1"))),
    Mutation("a heading in other words", "heading-differs", in_nav(TOC_LINK, says("Other"))),
    Mutation(
        "a heading not in the contents", "heading-unlisted", in_nav(".//{*}nav/{*}ol/{*}li", gone)
    ),
    Mutation("contents in another order", "toc-order", in_nav(".//{*}nav/{*}ol/{*}li", last)),
    Mutation("no contents", "toc-absent", in_nav(".//{*}nav", set_to(TYPE, "index"))),
    Mutation("an entry of two links", "nav-entry", in_nav(TOC_LINK, twice)),
    Mutation("an entry without words", "label-empty", in_nav(TOC_LINK, says(""))),
    Mutation("a link to no file", "link-file-missing", in_nav(TOC_LINK, set_to("href", "t.xhtml"))),
    Mutation(
        "a link to no id", "link-id-missing", in_nav(TOC_LINK, set_to("href", "s0001.xhtml#no"))
    ),
    Mutation(
        "a picture that is not there",
        "link-file-missing",
        in_text(".//{*}section", holds("img", src="no.png", alt="")),
    ),
    Mutation(
        "a picture without words",
        "attribute-missing",
        in_text(".//{*}section", holds("img", src="no.png")),
    ),
    Mutation(
        "an alt nobody reads",
        "text-without-sound",
        in_text(".//{*}section", holds("img", src="no.png", alt="Абай портреті")),
    ),
    Mutation(
        "a paragraph nobody reads",
        "text-without-sound",
        in_text(".//{*}section", holds("p", "Тыныштық.")),
    ),
    Mutation("words nobody reads", "text-without-sound", at("EPUB/s0001.smil", PAR, gone, nth=1)),
    Mutation("a sentence without words", "text-empty", in_text(".//{*}p/{*}span", says(""))),
    Mutation("a mark without note", "note-missing", in_text(MARK, set_to("href", "#no"))),
    Mutation(
        "a note without mark",
        "note-unreferenced",
        everywhere("EPUB/s0*.xhtml", 'epub:type="noteref"', ""),
    ),
    Mutation("a page without number", "page-number", in_text(BREAK, without("aria-label"))),
    Mutation("a page without id", "id-missing", in_text(BREAK, without("id"))),
    Mutation("a page of another number", "mark-differs", in_nav(PAGE_LINK, says("77"))),
    Mutation(
        "a page not in the list", "mark-unlisted", in_nav(PAGE_LINK, set_to("href", "s0001.xhtml"))
    ),
    Mutation(
        "a page listed twice",
        "page-twice",
        in_nav(f".//{{*}}nav[@{TYPE}='page-list']/{{*}}ol/{{*}}li", twice),
    ),
)

MUTATIONS = FILES + PACKAGE + ACCESS + OVERLAYS + WORDS
