"""Measures what reading a gateway's message costs, beside what any reader of JSON pays, and beside another validator.

Run it with `python -m tests.benchmarks.messages [--rounds N]`. Processor time, both sides in one run.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence

import jsonschema
import msgspec

from consumers.contracts import decode
from consumers.contracts.registry import COMMANDS
from consumers.contracts.schemas import command_schemas
from consumers.contracts.validating import compiled
from tests.golden.messages import COMMAND_EXAMPLES, kept
from tests.support.messages import CASE, Sent, acknowledgement


def messages() -> list[Sent]:
    """Every golden example of every command, as a gateway sends it."""
    return [_sent(kind, data) for kind, examples in kept(COMMAND_EXAMPLES).items() for data in examples]


def _sent(kind: str, data: object) -> Sent:
    subject = "FR-SPOC" if COMMANDS[kind].room == "agency" else CASE
    return Sent(acknowledgement().given(type=kind, subject=subject).attributes, data, key=subject.encode())


def microseconds(read: Callable[[], Sequence[object]], rounds: int) -> float:
    """Of processor time for each thing that is read; the first round is not counted."""
    count = len(read())
    start = time.process_time()
    for _ in range(rounds):
        read()
    return (time.process_time() - start) / rounds / count * 1e6


def main(rounds: int) -> None:
    """Print what each costs, and the ratios."""
    sent = messages()
    raw = [(each.topic, each.key, each.value, each.headers) for each in sent]
    ours = {kind: compiled()[f"#/$defs/{kind}"] for kind in COMMANDS}
    others = {
        kind: jsonschema.Draft202012Validator({**command_schemas(), "$ref": f"#/$defs/{kind}"}) for kind in COMMANDS
    }
    plain = microseconds(lambda: [json.loads(value) for _, _, value, _ in raw], rounds)
    fastest = microseconds(lambda: [msgspec.json.decode(value) for _, _, value, _ in raw], rounds)
    whole = microseconds(lambda: [decode(*each) for each in raw], rounds)
    schema = microseconds(lambda: [ours[each.attributes["type"]].is_valid(each.data) for each in sent], rounds)
    other = microseconds(lambda: [others[each.attributes["type"]].is_valid(each.data) for each in sent], 1)
    sys.stdout.write(
        f"{len(sent)} messages, microseconds of processor time each\n"
        f"bytes to command       {whole:7.1f}   {whole / plain:5.1f} x json, {whole / fastest:5.1f} x msgspec\n"
        f"json alone             {plain:7.1f}\n"
        f"msgspec alone          {fastest:7.1f}\n"
        f"schema, compiled       {schema:7.1f}\n"
        f"schema, by jsonschema  {other:7.1f}   {other / schema:5.1f} x compiled\n"
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=20)
    main(arguments.parse_args().rounds)
