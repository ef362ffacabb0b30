"""Russian text as a reader on the radio would say it: numbers, short forms and signs in words."""
