"""What goes onto paper: the sheet of a run, and the labels of bags."""
