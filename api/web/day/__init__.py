"""The coordinator's desk: planning and running a day of home delivery."""
