"""Days with more than windows and loads: own search on exact timetables, over plainer engines."""
