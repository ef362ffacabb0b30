"""The network of a city: branches, self-service stations, hours, holidays. A network is data."""
