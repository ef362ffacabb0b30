"""What the forms share that are only listened to: their tracks, chapters, facts and cover."""
