"""What every page has: who is there, its language, how a form is read, how a failure is said."""
