"""The door for machines: /api/v1, OpenAPI 3.1, failures as problems (RFC 9457)."""
