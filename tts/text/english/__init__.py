"""English text as a reader would say it: dates, money, measures, short forms and signs in words."""
