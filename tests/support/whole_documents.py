"""Documents that select everything which is compiled, for a comparison with ordinary execution.

It must not send them, nor hold expectations.
"""

from graphql import get_named_type, is_leaf_type

from api.schema import make_schema
from tests.support.operations import unlike

__all__ = ["GIVEN", "MATRICES", "NODE", "REQUEST", "SCHEMA", "SUBJECTS", "TOLD", "WHOLE", "WORK"]

SCHEMA = make_schema(production=False)._schema  # strawberry gives no other way to it


def leaves(kind: str) -> str:
    """All fields of a type that read nothing further."""
    fields = SCHEMA.type_map[kind].fields  # type: ignore[attr-defined]  # an object type
    return " ".join(name for name, each in fields.items() if is_leaf_type(get_named_type(each.type)))


def own(kind: str) -> str:
    """The same of one type that a thing may be of; under another name what is of different types in several."""
    names = leaves(kind).split()
    return f"... on {kind} {{ {' '.join(f'own{kind}{each}: {each}' if each in UNLIKE else each for each in names)} }}"


UNLIKE = unlike(SCHEMA, "Node")

WHOLE = """query($at: DateTime!) {
  investigations { totalCount nodes { __typename investigationId title openRequestCount openFollowupCount compartments
    partners { agencyId standing activeFrom } members { memberId clearance compartments }
    timeline(last: 4) { totalCount edges { cursor node { position kind text direction occurredAt agencies itemIds } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }
  desk(at: $at) { at tally { __typename overdue kinds { __typename kind entries } }
    entries { totalCount edges { cursor node { at kind subjectId due standing
    investigation { title } } } } } }"""
TOLD = """{ investigations(first: 4) { nodes { timeline(first: 200, filter: { hideSystem: false }) { nodes {
  kind occurredText occurredPrecision summaryArguments { name value } } } } } }"""
MATRICES = " ".join(
    f"""m{each}: cooperationMatrix(metric: M{each}, thresholds: {{ minN: 1 }}) {{
  metric name unit agencies values n definitionVersion }}"""
    for each in (1, 2, 4, 8, 9, 11, 16, 19, 21, 26)
)
WORK = f"""query($at: DateTime!) {{
  requests(at: $at) {{ totalCount edges {{ cursor node {{ {leaves("Request")} marking {{ {leaves("ItemMarking")} }}
    clocks {{ {leaves("Clock")} }} investigation {{ title }} }} }} pageInfo {{ startCursor endCursor hasNextPage }} }}
  followUps(at: $at) {{ totalCount edges {{ cursor node {{ {leaves("FollowUp")} }} }} }}
  investigations {{ nodes {{ title
    requests(last: 3, at: $at) {{ totalCount nodes {{ requestId state dueAt overdue clocks {{ obligation state }} }}
      pageInfo {{ hasPreviousPage startCursor }} }}
    followUps(first: 2, at: $at) {{ totalCount nodes {{ task isOverdue }} pageInfo {{ hasNextPage endCursor }} }} }} }}
}}"""

THING = f"""fragment Thing on Node {{ __typename id {" ".join(map(own, ("FollowUp", "Investigation", "Request")))}
  {" ".join(map(own, ("Review", "SharedItem")))}
  ... on Request {{ marking {{ {leaves("ItemMarking")} }} clocks {{ {leaves("Clock").replace("remaining", "")} }}
    timeline(last: 3) {{ totalCount nodes {{ position kind requestId }} pageInfo {{ startCursor }} }} }}
  ... on SharedItem {{ marking {{ {leaves("ItemMarking")} }} }} ... on Investigation {{ partners {{ agencyId }} }} }}"""
"""What is told of anything that has an id of its own, whatever it is."""
NODE = f"query($id: ID!) {{ node(id: $id) {{ ...Thing }} }} {THING}"
REQUEST = f"query($id: UUID!, $at: DateTime!) {{ request(requestId: $id, at: $at) {{ ...Thing }} }} {THING}"
SUBJECTS = f"""query($at: DateTime!) {{ desk(at: $at) {{ entries {{ nodes {{ kind subjectId
  subject {{ ...Thing }} }} }} }} }} {THING}"""
GIVEN = f"""fragment All on SharedItem {{ {leaves("SharedItem")} marking {{ {leaves("ItemMarking")} }}
  holders {{ {leaves("ItemHolder")} }} evaluations {{ {leaves("ItemEvaluation")} }}
  restrictions {{ {leaves("ItemRestriction")} marking {{ {leaves("ItemMarking")} }} }} }}
query($at: DateTime!) {{
  items {{ totalCount edges {{ cursor node {{ ...All }} }} pageInfo {{ startCursor endCursor hasNextPage }} }}
  investigations {{ nodes {{ items(last: 2) {{ totalCount nodes {{ title }} pageInfo {{ endCursor }} }} }} }}
  requests(at: $at) {{ nodes {{ items(first: 2) {{ totalCount nodes {{ ...All }} }} }} }} }}"""
