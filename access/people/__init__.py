"""The people: readers, those who may act for them, staff; what they may do and who looked."""
