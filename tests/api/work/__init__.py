"""The work behind the doors, with real workers that are really killed."""
