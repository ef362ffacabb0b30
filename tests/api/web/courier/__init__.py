"""The courier's pages."""
