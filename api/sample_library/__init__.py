"""The demonstration: a whole library in one folder, made by the same functions as a real one."""
