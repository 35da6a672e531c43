"""How the map of the dashboard is made of Natural Earth's borders: see `__main__`."""
