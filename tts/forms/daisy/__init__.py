"""What DAISY 2.02 and DAISY 3 have in common: pages, notes, pictures, words in three languages."""
