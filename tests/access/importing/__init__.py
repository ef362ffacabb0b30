"""Tests of `access.importing`."""
