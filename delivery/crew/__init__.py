"""Couriers, what they can do, when they work, and from where."""
