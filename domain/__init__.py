"""Entente's domain: what cooperation is, without any idea of how it is stored, sent or shown."""
