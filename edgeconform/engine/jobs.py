"""Check several handlers, one by one or several at a time."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edgeconform.engine.options import Options, Target
from edgeconform.engine.run import Watch, check
from edgeconform.model import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run that is to be made."""

    target: Target
    options: Options

    def runs(self, watch: Watch | None) -> Iterator[Run]:
        """Yield the run, as `check` does."""
        target = self.target
        return check(
            target.handler,
            (target.event_type,),
            self.options,
            detected=target.detected,
            watch=watch,
        )


def check_all(
    jobs: Sequence[Job], *, workers: int = 1, watch: Watch | None = None
) -> Iterator[tuple[Job, Run]]:
    """Yield the run of each job, in order; as many as `workers` are made at a time.

    On KeyboardInterrupt the runs that were under way are yielded with what they found, and then the
    interrupt is raised. Raises EdgeconformError where the set-up is wrong.
    """
    size = min(workers, len(jobs))
    if size > 1:
        from edgeconform.engine.parallel import Crew

        with Crew(jobs, size, watch) as crew:
            yield from crew.runs()
        return
    for job in jobs:
        for run in job.runs(watch):
            yield job, run


def available_processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS has no such call
        return os.cpu_count() or 1
