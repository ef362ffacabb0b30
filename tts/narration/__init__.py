"""A `Script` is read aloud: who says what, booths and their store, sections encoded, the timing."""
