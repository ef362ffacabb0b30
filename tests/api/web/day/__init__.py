"""The coordinator's desk of a day, by forms, in a browser, and by two at once."""
