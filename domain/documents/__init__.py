"""Documents that are generated from the domain: `python -m domain.documents` writes them, a test compares them.

They must not say what the code does not.
"""

from domain.documents.rendering import rendered

__all__ = ["rendered"]
