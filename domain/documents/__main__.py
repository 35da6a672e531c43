"""Writes the generated documents of the domain where they belong.

It must not render anything itself.
"""

from pathlib import Path

from domain.documents.rendering import rendered

ROOT = Path(__file__).parents[2]

if __name__ == "__main__":
    for path, text in rendered(ROOT).items():
        (ROOT / path).write_text(text, encoding="utf-8")
