"""Tests of bags, sheets and figures in the browser."""
