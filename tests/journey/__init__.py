"""Journeys through the whole of Dauys: real processes, real doors, both kinds of database."""
