"""Tests of home delivery."""
