"""The library's own system (ILS), spoken to by SIP2: who may borrow, and what is lent to whom.

Source: 3M Standard Interchange Protocol, version 2.00. Where the ILS is away, the records of Dauys
decide, and what they did is told to it later; see docs/ils.md.
"""
