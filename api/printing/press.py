"""The press: a process of its own that makes one document and ends; its memory is given back.

It is started by `typesetting` as a file, knows nothing of the rest of Dauys, reads the layout from
the file that it is given and the facts from its input, and writes a PDF (PDF/UA-1) to its output.
The letters are those that the typesetter brings along; nothing is fetched.
"""

import sys
from pathlib import Path

import typst

if __name__ == "__main__":
    made = typst.Compiler(
        Path(sys.argv[1]).read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
        sys_inputs={"facts": sys.stdin.buffer.read().decode("utf-8")},
    )
    pages = made.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    sys.stdout.buffer.write(pages if isinstance(pages, bytes) else b"")
