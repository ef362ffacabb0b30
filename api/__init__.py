"""The doors: web, REST, phone, reading apps and shell. Settings, clock and keys enter here only."""
