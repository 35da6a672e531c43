"""The register of ways out: every field, route and command by which something leaves, and the probe that watches it.

It must not be filled by itself: who opens a way out writes it here, with a probe or with the reason why it needs none.
"""

from collections.abc import Iterable, Iterator, Mapping

from graphql import GraphQLObjectType, GraphQLSchema, get_named_type, get_nullable_type, is_list_type
from starlette.routing import BaseRoute

__all__ = ["BESIDE", "COMMANDS", "FIELDS", "FOLLOWED", "HEAD", "ROOTS", "ROUTES", "TOPICS", "fields_of", "routes_of"]

DIRECTORY = "the directory is for everybody signed in, and holds nothing of a case"
LOG = "sizes and hashes of the log as a whole are for every partner, so that the operator alone cannot rewrite it"

OUTLOOK = "of many cycles of finished months, none of them marked, for both sides: tests/projections/test_outlook.py"
DEFINED = "what a metric means is the same for everybody"

ROOTS: Mapping[str, str] = {
    "outlook": OUTLOOK,
    **dict.fromkeys(("agencies", "agency", "units", "unit", "competentUnits", "crimeAreas"), DIRECTORY),
    **dict.fromkeys(("checkpoint", "checkpoints", "consistencyProof"), LOG),
    "inclusionProof": "queries", "node": "by_id", "me": "everything",
    "investigations": "lists", "requests": "lists", "items": "lists", "followUps": "lists",
    "investigation": "by_id", "request": "by_id", "item": "by_id", "followUp": "by_id",
    "timeline": "timelines", "entry": "entries_by_id",
    "investigationDifference": "comparisons", "whatIf": "comparisons", "knowledgeOf": "knowledges",
    "whatIfRouting": "reroutings",
    "jointActivities": "partnership", "confidentiality": "partnership", "standingAuthorisations": "partnership",
    "reviews": "lists", "review": "by_id", "evaluationQuestions": "the questions are the same for everybody",
    "itemObligations": "obligations", "itemConsents": "consents", "desk": "desk",
    "hits": "hits", "hit": "hits", "caseLinks": "case_links",
    "routes": "routes", "risingCrimeAreas": "rising",
    "identifierRegistrations": "registrations", "registrationRates": "registrations",
    "itemAccesses": "ledger", "itemReaders": "ledger", "requestAccesses": "ledger", "requestReaders": "ledger",
    "cooperation": "figures", "cooperationMatrix": "figures", "yearlyStatistics": "figures",
    "metricDefinitions": DEFINED,
}  # fmt: skip

FOLLOWED: Mapping[str, str] = {
    "caseTimeline": "test_what_is_followed", "myDesk": "test_what_is_followed",
    "cooperationPair": "test_what_is_followed",
    "readModelLag": "told at a fixed pace: how many events are to be folded, as health tells",
}  # fmt: skip

FIELDS: Mapping[str, Mapping[str, str]] = {
    "everything": {
        "Agreement": "amendments", "Clock": "cycle", "ConfidentialityVersion": "daysToSign",
        "ItemMarking": "handling compartments", "JointActivity": "investigationId agencies personsCount",
        "StandingAuthorisation": "authorisationId crimeAreas", "Me": "roles agency",
        "InclusionProof": "position proof checkpoint", "Success": "aggregateId version position",
        "Request": "id requestId investigationId cycle grounds redirections marking clocks items timeline"
        " investigation commands",
        "Investigation": "id investigationId crimeAreas agreement",
        "FollowUp": "id followupId investigationId progressNotes commands",
        "SharedItem": "id itemId investigationId sizeBytes requestIds marking commands",
        "Review": "id reviewId investigationId windowFrom windowTo confirmations answers",
        "TimelineConfirmation": "position",
    },
    "reviews": {
        "Review": "annotations findings recommendations", "Annotation": "annotationId eventId eventPosition",
        "Finding": "findingId eventIds eventPositions", "Recommendation": "recommendationId findingId addressees",
        "Addressee": "followupIds",
    },
    "nested_lists": {"Investigation": "partners members requests followUps items timeline"},
    "counts": {
        "Member": "compartments",
        "Investigation": "compartments requestCount openRequestCount openFollowupCount activePartners activeMembers",
    },
    "nothing_moves": {
        "Investigation": "version position", "Request": "version position", "FollowUp": "version position",
        "SharedItem": "version position", "Review": "version position",
    },
    "mutations": {"Conflict": "expected actual", "RuleViolation": "invariant"},
    "holders": {
        "SharedItem": "holders evaluations restrictions", "ItemHolder": "persons requestIds",
        "ItemRestriction": "restrictionId recipients marking",
    },
    "obligations": {"ItemObligation": "itemId investigationId obligationId item"},
    "desk": {
        "Desk": "entries tally", "DeskTally": "overdue kinds", "DeskCount": "entries",
        "DeskEntry": "subjectId partId investigationId investigation",
    },
    "hits": {
        "Hit": "hitId registrationId drawerId investigationId requestId otherInvestigationId otherRequestId"
        " openedRequestId otherAgency",
    },
    "case_links": {
        "CaseLink": "investigationId otherInvestigationId hits kinds hitIds", "SharedIdentifiers": "hits",
    },
    "routes": {"Route": "requests items hits total evidence", "PatternEvidence": "thingId registrationId"},
    "rising": {"RisingCrimeAreas": "minN areas", "CrimeAreaChange": "n recent before evidence"},
    "registrations": {
        "IdentifierRegistration": "registrationId drawerId investigationId requestId compartments persons commandId",
        "RegistrationRate": "registrations",
    },
    "test_what_is_followed": {"CaseNews": "position entries", "DeskNews": "position desk", "PairNews": "cooperation"},
    "health": {"LagNews": "models", "Lag": "events"},
    "consents": {"ItemConsent": "itemId investigationId consentId item"},
    "ledger": {"Reader": "accesses denials"},
    "figures": {
        "Cooperation": "asOfPosition definitionVersion groups publication", "CooperationGroup": "figures",
        "CooperationFigure": "n numerator denominator curve definitionVersion asOfPosition",
        "WaitingShare": "atRisk",
        "CooperationMatrix": "agencies values n asOfPosition definitionVersion",
        "YearlyStatistics": "year numbers asOfPosition", "YearlyNumber": "count",
    },
    "aggregates": {"CooperationPublication": "roundedTo leastInvestigations version"},
    "partnership": {"Confidentiality": "inForce versions signatures exceptions"},
    "timelines": {
        "Entry": "position caseId eventId requestId followupId reviewId itemId itemIds cycle summaryArguments",
    },
    "corrections": {"Entry": "corrects correctedBy itemIds"},
    "named_parties": {"Entry": "agencies"},
    "comparisons": {
        "CaseDifference": "changes", "CaseChange": "ofRequestId values",
        "LimitsCompared": "limits verdicts", "ComparedLimit": "requestId cycle actual hypothetical",
        "VerdictCount": "actual hypothetical",
    },
    "reroutings": {
        "RoutingCompared": "assignments tally", "ComparedRouting": "requestId cycle assignedRank proposal",
        "RoutingTally": "assignments agreeing withoutCompetentUnit misrouted setRight",
    },
    "knowledges": {"CaseKnowledge": "requests items timeline", "KnownItem": "item conditions"},
    DIRECTORY: {
        "Agency": "languages roles contact unitCount version units", "Unit": "contact competences",
        "Competence": "crimeAreas regions languages", "RoutingProposal": "units passedOver",
        "ProposedUnit": "rank languagePlace reasons",
    },
    OUTLOOK: {
        "Outlook": "position version cycles trends volumes changes", "Trend": "periods cycles",
        "VolumeForecast": "periods", "UnusualChange": "n", "ExpectedReply": "openAtAge cycles",
        "Request": "expectedReply",
    },
    DEFINED: {"MetricDefinition": "version"},
    LOG: {"Checkpoint": "checkpointId size witnesses position", "ConsistencyProof": "fromSize toSize proof"},
}  # fmt: skip
"""Probe, or reason why there is none -> the fields that it watches: lists, ids, counts, and ways to other things."""

BESIDE: Mapping[str, str] = {"cost": "estimated from the document alone", "position": LOG}
"""What stands in the `extensions` of an answer."""

HEAD: Mapping[str, str] = {
    "etag": "tags", "content-length": "of what is sent, which is watched itself",
    **dict.fromkeys(("content-type", "vary"), "the same for everybody"),
    "x-request-id": "random",
}  # fmt: skip
"""What stands in the head of an answer to GET, beside what every answer carries (api/protection.py)."""

ROUTES: Mapping[str, str] = {
    "/graphql": "all probes of fields", "/items/{item_id}/content": "contents_over_http",
    "/exports/{name}": "exports, exports_over_http; started before access ended: test_exports_under_way",
    "/health/live": "health", "/health/ready": "health",
    "/sign-out": "it tells nothing", "/": "a page without data",

    "/sign-in": "a page without data; signing in tells of the bearer alone",
    "/sign-in/how": "the host of the issuer, which the browser is sent to", "/sign-out/issuer": "it tells nothing",
    "/sign-in/begin": "it leads to the issuer", "/sign-in/return": "it leads to a page without data",
    "/dashboard/{path:path}": "files of the dashboard", "/vendor/{path:path}": "files of others",
    "/graphiql/{path:path}": "files of GraphiQL",
}  # fmt: skip

OPERATOR = "read by the operator at the machine, who holds the master key"

COMMANDS: Mapping[str, str] = dict.fromkeys(
    ("automate", "bench", "checkpoint", "clock", "db", "demo", "export", "identifier", "import", "item", "keys",
     "ledger", "project", "rebuild", "record", "replay", "resume", "serve", "token", "outlook", "verify",
     "consume", "inbox", "topics", "sessions", "machines"),
    OPERATOR,
) | {"publish": "topics", "documents": "it reads and writes documents of operations, and no data"}  # fmt: skip

TOPICS: Mapping[str, str] = {
    "entente.out.case-events.v1": "ours alone reads it: for projections on other machines",
    "entente.out.to-AGENCY.v1": "topics",
    "entente.in.AGENCY.v1": "nothing of ours is written to it",
    "entente.in.AGENCY.v1.dlq": "what the agency itself sent, with the reason why it was refused",
}
"""Topics of the broker, by name for an agency AGENCY."""

OF_THE_ROOT = ("Query", "Mutation", "Subscription")
OF_CONNECTIONS = {"edges", "nodes", "pageInfo", "totalCount", "node"}
COUNTS = {"Int", "ByteCount", "Position", "ID", "UUID"}


def fields_of(schema: GraphQLSchema) -> Iterator[str]:
    """This will name every field that is a list, an id or a count, or leads to another thing."""
    for name, kind in schema.type_map.items():
        if not isinstance(kind, GraphQLObjectType) or name.startswith("__") or name in OF_THE_ROOT:
            continue
        for field, declared in kind.fields.items():
            leaf = get_named_type(declared.type)
            is_way = is_list_type(get_nullable_type(declared.type)) or leaf.name in COUNTS
            is_part = name.endswith(("Connection", "Edge")) and field in OF_CONNECTIONS
            if (is_way or isinstance(leaf, GraphQLObjectType)) and not is_part:
                yield f"{name}.{field}"


def claimed() -> set[str]:
    """This will name every field that the register claims."""
    return {f"{kind}.{each}" for types in FIELDS.values() for kind, named in types.items() for each in named.split()}


def routes_of(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """This will name the paths of an application, those of its parts too."""
    for each in routes:
        path = getattr(each, "path", None)
        router = getattr(each, "original_router", None)  # of a router that was included
        if router is not None:
            yield from routes_of(router.routes)
        elif path is not None:
            yield path
