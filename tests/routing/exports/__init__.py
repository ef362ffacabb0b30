"""Pictures of a plan: each read back by somebody else's rules."""
