"""Catalogues, books and the network come in: records of others become titles of ours."""
