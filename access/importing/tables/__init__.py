"""Tables as a spreadsheet saves them: titles, service points, holidays."""
