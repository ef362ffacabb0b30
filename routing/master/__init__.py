"""Puts runs that were met in many plans together anew."""
