"""Books to doorsteps: visits, runs, couriers and returns live in this room.

It may import `access` and `routing` and nothing else of ours; see docs/architecture.md.
"""
