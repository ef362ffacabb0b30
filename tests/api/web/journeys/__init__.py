"""Whole stories, through every room, by the parts that a library has."""
