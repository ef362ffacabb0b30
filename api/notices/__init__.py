"""Notices leave the house here: by e-mail, by SMS, and as calls of the telephone exchange."""
