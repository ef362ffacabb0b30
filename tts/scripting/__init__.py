"""A `Book` becomes a `Script`: sections, sentences, languages, one order of reading."""
