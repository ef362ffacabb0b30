"""The ways to break the text and the resource file of a DAISY 3 talking book."""

from functools import partial

from tests.tts.mutating import (
    Mutation,
    at,
    becomes,
    everywhere,
    gone,
    holds,
    last,
    says,
    set_to,
    text_of,
    twice,
    without,
)

TEXT, RES, SMIL = "book.xml", "*.res", "s0*.smil"
in_text, in_res, in_smil = (partial(at, file) for file in (TEXT, RES, SMIL))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PAR, SENT, PAGENUM = ".//{*}body/{*}seq/{*}par", ".//{*}sent", ".//{*}pagenum"
H2 = ".//{*}h2"
LISTED = r'(<p><sent [^>]*smilref="([^"]*)")'


def meta(name: str) -> str:
    return f".//{{*}}meta[@name='{name}']"


WORDS = (
    Mutation("no title in the text", "metadata-missing", in_text(meta("dc:Title"), gone)),
    Mutation("an element of HTML", "text-element", in_text(".//{*}p", becomes("section"))),
    Mutation(
        "a paragraph beside the levels",
        "text-element",
        in_text(".//{*}bodymatter", holds("p", "x")),
    ),
    Mutation("an empty level", "text-element", in_text(".//{*}bodymatter", holds("level1"))),
    Mutation("a page without id", "attribute-missing", in_text(PAGENUM, without("id"))),
    Mutation(
        "a mark without idref", "attribute-missing", in_text(".//{*}noteref", without("idref"))
    ),
    Mutation(
        "a heading with nothing under it", "level-heading", in_text(".//{*}level2/{*}h2", last)
    ),
    Mutation(
        "a level in a level of its own", "level-nesting", in_text(".//{*}level2", becomes("level3"))
    ),
    Mutation("from h1 to h3", "heading-skips", in_text(H2, becomes("h3"))),
    Mutation("a heading of another level", "heading-differs", in_text(H2, becomes("h1"))),
    Mutation(
        "a smilref to nothing", "smilref-missing", in_text(SENT, set_to("smilref", "s0001.smil#no"))
    ),
    Mutation("no smilref", "back-link-missing", in_text(SENT, without("smilref"))),
    Mutation(
        "a smilref to other words",
        "back-link-wrong",
        in_text(SENT, set_to("smilref", "s0002.smil#mseq")),
    ),
    Mutation("a page without smilref", "smilref-absent", in_text(PAGENUM, without("smilref"))),
    Mutation(
        "a page that cannot be skipped",
        "skippable-missing",
        in_smil(".//{*}par[@customTest='pagenum']", without("customTest")),
    ),
    Mutation(
        "a list without smilref",
        "smilref-absent",
        in_text(".//{*}bodymatter/{*}level1", holds("list", type="ul")),
    ),
    Mutation(
        "a list whose sound is no list",
        "escape-class",
        text_of(TEXT, LISTED, r'<list type="ul" smilref="\2"><li/></list>\1'),
    ),
    Mutation(
        "a mark without note", "note-missing", in_text(".//{*}noteref", set_to("idref", "#no"))
    ),
    Mutation("a note without mark", "note-unreferenced", everywhere(TEXT, 'idref="#', 'idref="#x')),
    Mutation(
        "a normal page A1", "page-number", in_text(".//{*}pagenum[@page='normal']", says("A1"))
    ),
    Mutation(
        "an unknown kind of page in the text", "page-kind", in_text(PAGENUM, set_to("page", "back"))
    ),
    Mutation(
        "a picture that is not there",
        "link-file-missing",
        in_text(".//{*}p", holds("img", src="no.png", alt="")),
    ),
    Mutation(
        "a picture without words",
        "attribute-missing",
        in_text(".//{*}p", holds("img", src="no.png")),
    ),
    Mutation(
        "a description of nothing",
        "link-id-missing",
        in_text(".//{*}p", holds("prodnote", render="required", imgref="no")),
    ),
    Mutation("a link to nothing", "link-id-missing", in_text(".//{*}p", holds("a", href="#no"))),
    Mutation("no language in the text", "language-missing", in_text(".", without(XML_LANG))),
    Mutation(
        "a language that is none",
        "language-malformed",
        in_text(SENT, set_to(XML_LANG, "in Kazakh")),
    ),
    Mutation("a sentence without words", "text-empty", in_text(SENT, says(""))),
    Mutation(
        "a paragraph nobody reads",
        "text-without-sound",
        in_text(".//{*}p", holds("em", "Тыныштық.")),
    ),
    Mutation("words nobody reads", "text-without-sound", at("s0001.smil", PAR, gone, nth=1)),
    Mutation(
        "an alt nobody reads",
        "text-without-sound",
        in_text(".//{*}level1", holds("img", src="no.png", alt="Абай портреті")),
    ),
)

RESOURCES = (
    Mutation("an unknown scope", "resource-scope", in_res(".//{*}scope", set_to("nsuri", "x"))),
    Mutation("a scope twice", "resource-scope", in_res(".//{*}scope", twice)),
    Mutation(
        "a set without select", "attribute-missing", in_res(".//{*}nodeSet", without("select"))
    ),
    Mutation("a language twice", "resource-language", in_res(".//{*}resource", twice)),
    Mutation("a resource of nothing", "resource-empty", in_res(".//{*}resource", says(""))),
    Mutation("a structure without resource", "resource-missing", in_res(".//{*}nodeSet", gone)),
    Mutation(
        "a class without resource", "resource-missing", in_res(".//{*}scope[2]/{*}nodeSet", gone)
    ),
)

MUTATIONS = WORDS + RESOURCES
