"""Proofs of the pages of home delivery's records."""
