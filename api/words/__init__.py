"""What Dauys says on screen, in the languages of its readers: English is written in the code."""
