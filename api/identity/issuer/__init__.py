"""The issuer of an identity provider: what it says of itself, and its keys."""
