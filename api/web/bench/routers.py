"""Every page group of the bench."""

from api.web.bench import (
    editions,
    findings,
    lexicon,
    lexicon_files,
    productions,
    samples,
    trying,
)

BENCH = (
    editions.router, findings.router, lexicon.router, lexicon_files.router, productions.router,
    samples.router, trying.router,
)  # fmt: skip
