"""Everything that is said on the telephone, in Kazakh, Russian and English."""
