"""Proofs of the pages of couriers' runs."""
