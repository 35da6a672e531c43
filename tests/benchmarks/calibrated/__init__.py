"""A log as large as wanted, calibrated on what Eurojust, Europol, INTERPOL and the Commission published.

    from tests.benchmarks import calibrated
    calibrated.fill(conninfo, events=1_000_000, seed=1)       # at the end of the log, in the order of time
    for recorded in calibrated.told(events=10_000, seed=1):   # the same events, in memory, one at a time

About 200 agencies of 46 countries, with a heavy tail over agencies, pairs and cases; two years from 2024 on. What is
said is the same for the same seed and number; keys and nonces of the sealed texts are chance. Events are real documents
under the tests' keyring, hashed and chained as by any writer: a million of them take two minutes, and 1.4 gigabytes of
the database. Nothing is decided on the way. See `figures` for what rests on a published figure and what is assumed.
"""

from tests.benchmarks.calibrated.filling import fill
from tests.benchmarks.calibrated.telling import told

__all__ = ["fill", "told"]
