"""One failure, three voices: what the web, the phone and other machines say of it."""
