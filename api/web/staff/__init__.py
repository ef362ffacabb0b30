"""The pages of coordinators, assistants and administrators: readers, titles, requests, accounts."""
