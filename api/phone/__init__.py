"""The telephone: a blind reader orders, tracks and hears books by keypad."""
