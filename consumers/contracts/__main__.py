"""Writes the generated documents of the contract where they belong, unless they break what was published.

It must not render anything itself.
"""

import sys
from pathlib import Path

from consumers.contracts.documents import breaking_changes, rendered

ROOT = Path(__file__).parents[2]

if __name__ == "__main__":
    if broken := breaking_changes(ROOT):
        sys.exit("\n".join(["This breaks what was published; make it a new version:", *broken]))
    for path, text in rendered().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
