"""Writes the golden files of event types that have none yet: `python -m tests.golden.write`.

It must not touch a file that exists.
"""

import sys

from tests.golden.files import write_missing

if __name__ == "__main__":
    sys.stdout.writelines(f"{file}\n" for file in write_missing())
