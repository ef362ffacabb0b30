"""Who reads what: readers, titles, editions and requests live in this room.

It may import `tts` and nothing else of ours; see docs/architecture.md.
"""
