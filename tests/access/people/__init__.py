"""People: what they may do, and what is kept of them."""
