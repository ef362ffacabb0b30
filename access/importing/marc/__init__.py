"""MARC 21 and RUSMARC: what other library systems write."""
