"""Tests of places in books that are heard."""
