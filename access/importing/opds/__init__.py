"""OPDS 1.2 and 2.0: catalogues as feeds, with files behind their lines."""
