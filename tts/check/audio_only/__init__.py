"""What the check shares of the forms that are only listened to: JSON, tracks, contents."""
