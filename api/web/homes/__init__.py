"""The pages of home delivery's records: doors, wishes, visits, couriers, depots, cartridges."""
