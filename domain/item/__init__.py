"""Shared items: intelligence and evidence that an originator makes available, under its conditions."""
