"""A book becomes sound: source, `Book`, `Script`, sentences spoken, timing table, forms, check.

No database and no web; it imports nothing else of ours. See docs/architecture.md.
"""
