"""What the library's own system (ILS) is to be told, and what it says of readers."""
