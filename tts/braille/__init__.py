"""A script becomes braille: translated by liblouis, laid out in lines, pages and volumes by us."""
