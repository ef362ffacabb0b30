"""The network: its points, hours and holidays."""
