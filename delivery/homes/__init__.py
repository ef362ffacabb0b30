"""Where readers live, and how and when they are visited."""
