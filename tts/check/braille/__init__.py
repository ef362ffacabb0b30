"""What the braille forms have in common for the check: pages of cells, and rules for them."""
