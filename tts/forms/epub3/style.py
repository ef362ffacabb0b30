"""How the text looks: sizes follow the reader's own, colours stay the reader's but for the mark."""

ACTIVE_CLASS = "-epub-media-overlay-active"
PLAYING_CLASS = "-epub-media-overlay-playing"

# Lengths are in em, so that they grow with the reader's letters. No colour is set where nothing
# is marked: a reader's own theme (white on black, yellow on blue) stays whole. Black on #ffe34d
# has a contrast of about 16:1, WCAG 2.2 asks for 4.5:1.
STYLE_SHEET = f"""\
body {{ line-height: 1.5; margin: 1em; }}
h1, h2, h3, h4, h5, h6 {{ line-height: 1.25; text-align: start; }}
p {{ margin: 0 0 0.75em; }}
blockquote, .verse {{ margin: 1em 0; padding-inline-start: 1.5em; }}
aside {{ border-inline-start: 0.2em solid; margin: 1em 0; padding-inline-start: 1em; }}
figure {{ margin: 1em 0; }}
img {{ height: auto; max-width: 100%; }}
table {{ border-collapse: collapse; margin: 1em 0; }}
caption {{ font-weight: bold; text-align: start; }}
th, td {{ border: 0.0625em solid; padding: 0.3em 0.6em; text-align: start; vertical-align: top; }}
.noteref {{ font-size: 0.8em; line-height: 1; vertical-align: super; }}
.{ACTIVE_CLASS} {{ background-color: #ffe34d; color: #000; }}
.{ACTIVE_CLASS} * {{ color: inherit; }}
img.{ACTIVE_CLASS} {{ outline: 0.25em solid #b35900; }}
"""
