"""The pages of readers: find, ask, the list of one's own, hear, take home, the profile."""
