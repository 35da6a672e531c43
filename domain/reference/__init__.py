"""Reference data that ships with Entente: crime areas, unit families, regions, countries, the shipped directory.

Every list is a JSON file beside its loader, read once on first use.
"""
