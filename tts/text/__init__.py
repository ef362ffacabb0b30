"""Text before speech: languages, sentences, spoken text."""
