"""The text of existing DAISY talking books as a source: 2.02, 3 and DTBook."""
