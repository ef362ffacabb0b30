"""Where readers are in the books they hear, whichever door they hear them by."""
