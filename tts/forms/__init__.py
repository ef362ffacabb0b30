"""Talking books go out: one file a form, each written from one `Script` and one `Timing`."""
