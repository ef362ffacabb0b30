"""Tests of the figures of home delivery."""
