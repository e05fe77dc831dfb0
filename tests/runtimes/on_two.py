"""A handler that misbehaves at the second event, and what came of it."""

from pathlib import Path

from edgeconform.model import Handler, Invocation, Outcome, Returned
from tests.runtimes.programs import write

ON_TWO = """\
import os, signal, subprocess, sys, threading, time
count = 0
def handler(event, context):
    global count
    count += 1
    if event == 2:
        {}
    return [event, count]
"""


def on_two(folder: Path, statements: str) -> Handler:
    """A handler that does something at the event 2, and counts its invocations."""
    return write(folder, ON_TWO.format(statements.replace("\n", "\n        ")))


def answers(invocations: list[Invocation]) -> list[bytes | Outcome]:
    return [
        found.outcome.payload if isinstance(found.outcome, Returned) else found.outcome
        for found in invocations
    ]
