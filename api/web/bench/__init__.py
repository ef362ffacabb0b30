"""The producers' bench: what is made, what is doubtful, how words are said, how good it is."""
