"""The master key of every test: fixed, so that sealed golden documents stay readable.

It must not be used by anything but tests.
"""

from domain.storage import MasterKey

__all__ = ["KEYRING"]

KEYRING = MasterKey(bytes(range(32)))
