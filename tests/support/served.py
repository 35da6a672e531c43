"""The whole house behind its HTTP door, on a real database; its read models catch up on demand.

It must not hold expectations: these stand in the tests.
"""

import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from psycopg_pool import AsyncConnectionPool

from api.announcing import Announcer, announcing
from api.application import create_app
from api.dependencies import ApiDependencies, ApiSettings, Pool
from api.files.depot import Depot
from api.identity.admission import admission
from api.identity.carrying import cookie_name
from api.identity.sessions import Begun
from api.identity.tokens import LocalIssuer, TokenGrant, new_signing_key
from api.lanes import Lanes, opened_lanes
from api.ledger.carrying import Carrier
from api.ledger.judging import Denials
from api.ledger.spool import Spool
from api.ledger.writing import write_down
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind
from domain.storage import EventLog, LogTree, Vault
from domain.vocabulary import Classification, Role
from projections.catalogue import READ_MODELS
from projections.engine import Runner
from tests.support.keys import KEYRING

__all__ = ["OPERATOR", "Person", "Served", "following", "now", "served"]

OPERATOR = Actor(actor_id="operator", kind=ActorKind.IMPORT)
KEY = new_signing_key()

Answer = dict[str, Any]


def now() -> datetime:
    """This will tell the time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Client:
    """An HTTP client without a network, whose calls wait for their answers; it keeps cookies."""

    portal: BlockingPortal
    inner: httpx.AsyncClient

    def get(self, path: str, **options: Any) -> httpx.Response:
        """This will send GET."""
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """This will send POST."""
        return self.request("POST", path, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """This will send a request; options as httpx takes them."""
        return self.portal.call(partial(self.inner.request, method, path, **options))


@dataclass(frozen=True)
class Person:
    """A member with a token, who asks over HTTP."""

    client: Client
    token: str

    def post(self, query: str, **variables: object) -> Answer:
        """This will send one operation and return the whole answer; it insists on status 200."""
        sent = {"query": query, "variables": variables}
        response = self.client.post("/graphql", json=sent, headers={"Authorization": f"Bearer {self.token}"})
        assert response.status_code == 200, (response.status_code, response.text)
        answer: Answer = response.json()
        return answer

    def ask(self, query: str, **variables: object) -> Answer:
        """This will return the data of an operation; it insists that there is no error."""
        answer = self.post(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: Answer = answer["data"]
        return data

    def do(self, mutation: str, **fields: object) -> Answer:
        """This will carry out one command and return its result with `__typename`; commandId is new unless given."""
        kind = mutation[:1].upper() + mutation[1:] + "Input"
        query = f"mutation Do($input: {kind}!) {{ {mutation}(input: $input) {{ __typename {RESULT} }} }}"
        result: Answer = self.ask(query, input={"commandId": str(uuid4()), **fields})[mutation]
        return result

    def did(self, mutation: str, **fields: object) -> Answer:
        """This will carry out one command and insist on success."""
        result = self.do(mutation, **fields)
        assert result["__typename"] == "Success", result
        return result


RESULT = """
... on Success { aggregateId version position repeated }
... on NotFound { message remedy }
... on Conflict { expected actual message remedy }
... on RuleViolation { code i18nKey invariant message remedy field }
"""


@dataclass(frozen=True)
class Served:
    """The application behind its door."""

    client: Client
    application: Application
    runner: Runner
    issuer: LocalIssuer
    carrier: Carrier
    spool: Spool
    given: ApiDependencies

    def token(self, member: str, agency: str, *roles: Role, unit: str | None = None) -> str:
        """This will issue a token."""
        return self.issuer.issue(TokenGrant(member_id=member, agency_id=agency, unit_id=unit, roles=roles))

    def person(
        self, member: str, agency: str, *roles: Role, ceiling: Classification | None = Classification.TOP_SECRET
    ) -> Person:
        """This will sign a member in. ceiling: up to where its token lets it be cleared."""
        grant = TokenGrant(member_id=member, agency_id=agency, roles=roles, ceiling=ceiling)
        return Person(self.client, self.issuer.issue(grant))

    def session(self, token: str) -> dict[str, str]:
        """This will begin the session of another browser than the client, and return the header that it sends."""
        call, admission = self.client.portal.call, self.given.verifier
        begun = Begun(bearer=call(admission.verify, token))
        secret, _ = call(admission.begin, begun, now())
        return {"cookie": f"{cookie_name(production=self.given.settings.production)}={secret}"}

    def enter(self, command: Command, command_id: UUID | None = None) -> Accepted:
        """This will submit a command as the operator, past the door; it insists that it is accepted."""
        submission = Submission(command=command, command_id=command_id or uuid4(), actor=OPERATOR)
        outcome = self.application.submit(submission).result(60)
        assert isinstance(outcome, Accepted), outcome
        return outcome

    def enter_all(self, commands: Iterable[Command]) -> None:
        """This will submit commands as the operator in one transaction; it insists that all are accepted."""
        asked = [Submission(command=command, command_id=uuid4(), actor=OPERATOR) for command in commands]
        refused = [made for made in self.application.submit_batch(asked) if not isinstance(made, Accepted)]
        assert refused == []

    def settle(self) -> None:
        """This will let the read models catch up with the log."""
        self.runner.catch_up()

    def carry(self) -> None:
        """This will bring what was accessed into the log, and let the read models catch up."""
        self.carrier.carry()
        self.settle()


@contextmanager
def served(database: str, **chosen: Any) -> Iterator[Served]:
    """This will serve a database until the block ends. chosen: settings that are other than usual."""
    issuer = LocalIssuer(KEY, now)
    settings = ApiSettings(version="test", **chosen)
    with (
        EventLog(database, KEYRING) as log,
        Application(log, now=now) as application,
        EventLog(database, KEYRING) as followed,
        Runner(database, READ_MODELS, followed) as runner,
        closing(LogTree(database)) as tree,
        TemporaryDirectory(prefix="entente-spool-") as folder,
        Spool(Path(folder)) as spool,
        start_blocking_portal(backend_options={"use_uvloop": True}) as portal,
        portal.wrap_async_context_manager(_connected(database)) as (pool, contents, announcer, lanes),
        portal.wrap_async_context_manager(admission(database, issuer.verifier())) as admitting,
    ):
        vault, note = Vault(contents, KEYRING), partial(write_down, spool)
        given = ApiDependencies(
            application=application,
            pool=pool,
            log=log,
            tree=tree,
            spool=spool,
            announcer=announcer,
            lanes=lanes,
            depot=Depot(pool=pool, vault=vault, application=application, note=note, now=now),
            verifier=admitting,
            now=now,
            settings=settings,
        )
        transport = httpx.ASGITransport(create_app(given), raise_app_exceptions=False)
        inner = httpx.AsyncClient(transport=transport, base_url="http://entente.test")
        carrier = Carrier(spool, application, Denials(followed))
        yield Served(Client(portal, inner), application, runner, issuer, carrier, spool, given)
        portal.call(inner.aclose)


@contextmanager
def following(house: Served) -> Iterator[None]:
    """This will let the read models follow by themselves until the block ends; meanwhile nobody may settle them."""
    house.settle()
    thread = threading.Thread(target=house.runner.run)
    thread.start()
    try:
        yield
    finally:
        house.runner.stop()
        thread.join()


@asynccontextmanager
async def _connected(database: str) -> AsyncIterator[tuple[Pool, Pool, Announcer, Lanes]]:
    """What is connected to the database for as long as the block lasts, for questions, contents and news."""
    plain = {"autocommit": True}
    async with (
        AsyncConnectionPool(database, min_size=1, max_size=4, open=False, kwargs=plain) as pool,
        AsyncConnectionPool(database, min_size=0, max_size=2, open=False, kwargs=plain) as contents,
        announcing(database) as announcer,
        opened_lanes(database, 2) as lanes,
    ):
        yield pool, contents, announcer, lanes
