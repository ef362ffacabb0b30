"""How long and how far it is between places: by a road map, or by the sphere."""
