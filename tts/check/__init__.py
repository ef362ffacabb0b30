"""Reads a talking book back and lists its faults; shares no code with the writers of forms."""
