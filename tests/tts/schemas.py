"""The schemas of the DAISY Consortium as tests read them: RELAX NG, Schematron and DTD, off line.

They are not part of the project (`tests.shared`). What lxml cannot read as it stands is put right
in a copy that is thrown away.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, isoschematron

from tests.shared import DATA

SCHEMAS = DATA / "daisy-schemas"
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the DAISY schemas are not in ../shared/data/daisy-schemas"
)

RNG = "http://relaxng.org/ns/structure/1.0"
OLD_SCHEMATRON = "http://www.ascc.net/xml/schematron"
ISO_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
XPATH_2 = ("lower-case(",)  # libxslt knows XPath 1 only

RULES = {
    "ncc": ("d202/d202ncc.rng", "d202/d202ncc.dtd", "d202/xhtml1-transitional-bodyref.dtd"),
    "content": ("d202/xhtml1-transitional-bodyref.dtd",),
    "smil202": ("d202/d202smil.rng", "d202/d202smil.dtd", "smil1/SMIL10.dtd"),
    "master": ("d202/d202msmil.pipeline2.rng", "d202/d202msmil.dtd", "smil1/SMIL10.dtd"),
    "opf": ("oeb/oebpkg12.rng", "oeb/oebpkg12.dtd"),
    "ncx": ("z39862005/ncx-2005-1.rng", "z39862005/ncx-2005-1.dtd"),
    "dtbook": ("z39862005/dtbook-2005-3.rng", "z39862005/dtbook-2005-3.dtd"),
    "smil": ("z39862005/dtbsmil-2005-2.rng", "z39862005/dtbsmil-2005-2.dtd"),
    "res": ("z39862005/resource-2005-1.rng", "z39862005/resource-2005-1.dtd"),
}


def faults(path: Path, kind: str) -> list[str]:
    """What the schemas of this kind of file (a key of RULES) say against it; [] if all is well."""
    document = etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True))
    found = []
    for name in RULES[kind]:
        schema = _schema(name)
        if not schema.validate(document):
            found += [
                f"{path.name} by {name}, line {e.line}: {e.message}" for e in schema.error_log
            ]
        if name.endswith(".rng"):
            found += [f"{path.name} by {name}: {said}" for said in _broken_rules(document, name)]
    return found


def heuristics(path: Path) -> list[str]:
    """What the rules of thumb for DTBook ask, such as "[tpbHeuM4] Should this td be empty?"."""
    return _broken_rules(etree.parse(path), "z39862005/dtbook-2005-TPB-heuristics.sch")


@cache
def _copy() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="daisy-schemas-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = shutil.copytree(SCHEMAS, folder / "schemas")
    types = copy / "relaxngcommon/datatypes.rng"
    compatible = 'datatypeLibrary="http://relaxng.org/ns/compatibility/datatypes/1.0"'
    types.write_text(types.read_text("utf-8").replace(compatible, ""), "utf-8")
    package = copy / "oeb/oebpkg12.dtd"
    entities = "http://openebook.org/dtds/oeb-1.2/oeb12.ent"
    package.write_text(package.read_text("utf-8").replace(entities, "oeb12.ent"), "utf-8")
    return copy


@cache
def _schema(name: str) -> etree.DTD | etree.RelaxNG:
    path = _copy() / name
    return etree.DTD(str(path)) if path.suffix == ".dtd" else etree.RelaxNG(etree.parse(path))


def _broken_rules(document: etree._ElementTree, name: str) -> list[str]:
    schematron = _schematron(name)
    if schematron is None or schematron.validate(document):
        return []
    report = schematron.validation_report
    assert report is not None
    return ["".join(said.itertext()).strip() for said in report.iter("{*}text")]


@cache
def _schematron(name: str) -> isoschematron.Schematron | None:
    """The Schematron rules of a file and of those it includes, as one ISO schema."""
    schema = etree.Element(f"{{{ISO_SCHEMATRON}}}schema")
    for kind in ("ns", "key", "pattern"):
        for part in _parts(_copy() / name, kind):
            if not any(call in test for test in part.xpath(".//@test") for call in XPATH_2):
                schema.append(_as_iso(part))
    if len(schema) == 0:
        return None
    return isoschematron.Schematron(
        schema,
        store_report=True,
        validate_schema=False,
        error_finder=isoschematron.Schematron.ASSERTS_AND_REPORTS,
    )


def _parts(path: Path, kind: str) -> list[etree._Element]:
    root = etree.parse(path).getroot()
    parts = list(root.iter(f"{{{OLD_SCHEMATRON}}}{kind}"))
    for include in root.iter(f"{{{RNG}}}include"):
        parts += _parts(path.parent / include.get("href", ""), kind)
    return parts


def _as_iso(part: etree._Element) -> etree._Element:
    """The same rule in the name space of ISO Schematron, without notes of other vocabularies."""
    text = etree.tostring(part, encoding="unicode", with_tail=False)
    iso = etree.fromstring(text.replace(OLD_SCHEMATRON, ISO_SCHEMATRON))
    for stranger in list(iso.iter()):
        if isinstance(stranger.tag, str) and not stranger.tag.startswith(f"{{{ISO_SCHEMATRON}}}"):
            above = stranger.getparent()
            if above is not None:
                above.remove(stranger)
    if iso.tag == f"{{{ISO_SCHEMATRON}}}key":
        key = etree.Element(f"{{{XSL}}}key")
        key.attrib.update(
            {"name": iso.get("name", ""), "match": iso.get("match", ""), "use": iso.get("path", "")}
        )
        return key
    return iso
