"""From the shelf into the bag and onto paper; figures of home delivery; runs as a calendar."""
