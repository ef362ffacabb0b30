"""`dauys plan` as somebody at a keyboard meets it."""
