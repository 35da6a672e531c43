"""Whatever is asked of the directory, in any order: it answers or refuses, and stays whole."""

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.agency import AGENCY, Agency
from domain.aggregate import Actor, Command
from domain.vocabulary import Role
from tests.support.agencies import CLOCK, DIRECTORY_KEEPER, IMPORTER, agency, person, unit
from tests.support.given import Given, given, recorded
from tests.support.random_commands import any_command

POOLS = {
    "agency_id": ["FR-SPOC"],
    "unit_id": ["FR-SPOC/CYBER", "FR-SPOC/DRUGS", "BE-SPOC/X"],
    "competence_id": ["CYBER-1", "TWO", "THREE"],
    "crime_areas": ["CYBERCRIME", "DRUGS", "ASTROLOGY"],
    "regions": ["FR", "150", "WORLD", "XQ"],
    "family": ["CRIME_ANALYSIS", "ASTROLOGY"],
    "tz": ["UTC", "Europe/Paris", "Nowhere"],
    "country": ["FR", "XQ"],
}
ACTORS = [
    DIRECTORY_KEEPER,
    DIRECTORY_KEEPER,
    IMPORTER,
    IMPORTER,
    CLOCK,
    person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR),
    person("x", "BE"),
]
STEPS = st.lists(st.tuples(any_command(AGENCY, POOLS), st.sampled_from(ACTORS)), min_size=10, max_size=25)


def walk(spec: Given[Agency], steps: list[tuple[Command, Actor]]) -> list[Agency]:
    states = [spec.state]
    for command, by in steps:
        done = spec.when(command, by=by)
        replayed = spec.state
        for version, event in enumerate(done.events, start=spec.version + 1):
            replayed = AGENCY.evolve(replayed, recorded(event, version))
        assert done.refusal is not None or replayed == done.state
        spec = done.after
        states.append(spec.state)
    return states


@settings(max_examples=25, deadline=None)
@for_all(steps=STEPS)
def test_the_directory_answers_or_refuses_and_stays_whole(steps: list[tuple[Command, Actor]]) -> None:
    start = given(AGENCY, agency("FR-SPOC", "FR"), *unit("FR-SPOC", "FR-SPOC/CYBER", "CYBERCRIME"))
    states = walk(start, steps)
    units = [unit for state in states for unit in state.units.values()]
    assert all(unit.unit_id.startswith("FR-SPOC/") for unit in units)
    assert all(unit.valid_to is None or unit.valid_from < unit.valid_to for unit in units)
    assert all(sum(spell.active_from is None for spell in unit.suspensions) <= 1 for unit in units)
    ids = [[key for unit in state.units.values() for key in unit.competences] for state in states]
    assert all(len(found) == len(set(found)) for found in ids)
