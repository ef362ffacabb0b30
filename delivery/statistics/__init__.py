"""Figures of home delivery: counts alone, of groups in which nobody can be found again."""
