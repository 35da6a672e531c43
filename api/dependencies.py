"""What the HTTP application needs from outside, in one frozen record.

It must not choose anything concrete: `deploy/bootstrap.py` does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from api.announcing import Announcer
from api.files.depot import Depot
from api.identity.admission import Admission
from api.identity.issuer.code_flow import CodeFlow
from api.insight.insight import Insight
from api.lanes import Lanes
from api.ledger.spool import Spool
from api.quotas.places import PlacesLimit
from domain.application import Application
from domain.storage import EventLog, LogTree

__all__ = ["ApiDependencies", "ApiSettings", "Pool"]

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiSettings:
    """What an operator may choose.

    version: of the product, shown by /health/live.
    production: no GraphiQL, no suggestions in errors, cookies only over HTTPS.
    wait_limit_s: how long a query with `minPosition` waits for the read models; 5 s outlasts any batch they write.
    statement_limit_s: how long one statement may read; all of an honest query take milliseconds.
    operation_limit_s: how long a query may take as a whole; three statements of the longest time.
    member_points, agency_points: what a member and all of an agency may ask for in a minute: one for each operation,
    and one for each row it is estimated to read; half of what one connection can read, and five times that.
    keep_marked_answers: answers that show anything marked are kept in memory, too, to be put on record each time.
    places: how many operations are at work at once, and wait.
    trusted_documents: the texts of the only documents that are carried out, beside the dashboard's own; None: any are.
    export_rows: rows that one export may have.
    ready_lag: events that the read models may be behind before /health/ready says no; about 5 s of a bulk import.
    """

    version: str
    production: bool = False
    wait_limit_s: float = 5.0
    statement_limit_s: float = 10.0
    operation_limit_s: float = 30.0
    member_points: int = 600_000
    agency_points: int = 3_000_000
    keep_marked_answers: bool = True
    places: PlacesLimit = field(default_factory=PlacesLimit)
    trusted_documents: tuple[str, ...] | None = None
    export_rows: int = 250_000
    ready_lag: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDependencies:
    """Everything `create_app` is given. now: returns an aware datetime in UTC.

    pool: asynchronous connections that see the schema `read`; opened and closed by the caller.
    log: the events, of which the past of a case is made; tree: proves what is in it.
    depot: takes in and hands out the contents of items.
    spool: takes down who was shown what, before the answer leaves. announcer: wakes who waits for news.
    verifier: tells who asks. flow: signs browsers in at an issuer; None where there is none that does.
    lanes: connections of compiled reads.
    insight: by which the process tells of itself, without content.
    """

    application: Application
    pool: Pool
    log: EventLog
    tree: LogTree
    depot: Depot
    spool: Spool
    announcer: Announcer
    lanes: Lanes
    verifier: Admission
    flow: CodeFlow | None = None
    now: Callable[[], datetime]
    insight: Insight = field(default_factory=Insight)
    settings: ApiSettings = field(default_factory=lambda: ApiSettings(version="unknown"))
