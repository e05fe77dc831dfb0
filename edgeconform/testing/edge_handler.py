"""Handlers in their workers, one event at a time."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self, final

from edgeconform.checks.payload import Unparsable, parse
from edgeconform.config.planning import configs_for, entry_plans
from edgeconform.engine import Session, Trial
from edgeconform.errors import EdgeconformError
from edgeconform.model import Invocation, Json, Returned
from edgeconform.testing.hypothesis_settings import SEED
from edgeconform.testing.options import event_type_of, layer_of

_CALL = "edge_handler()"


class InvocationError(Exception):
    """The handler gave no answer: it raised, hung, or returned what has no JSON form.

    `invocation` holds what came of it instead.
    """

    def __init__(self, message: str, invocation: Invocation) -> None:
        super().__init__(message)
        self.invocation = invocation


@final
class EdgeHandler:
    """A handler that is loaded in its worker; what it keeps between invocations lives on.

    `invocation` is the last one, with its measurement and log.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.invocation: Invocation | None = None

    def invoke(self, event: Json) -> Json:
        """Return what the handler answers to `event`, as CloudFront reads it.

        What it prints is printed. Raises InvocationError if there is no answer, UsageError for what
        is no event.
        """
        __tracebackhide__ = True
        event_type_of(event, f"{_CALL}.invoke()")
        trial = self._session.try_one(event)
        self.invocation = trial.invocation
        print(trial.invocation.log, end="")
        outcome = trial.invocation.outcome
        if not isinstance(outcome, Returned):
            raise InvocationError(_said(trial), trial.invocation)
        most = self._session.options.limits.figure("payload.max")
        answer = parse(outcome.payload, self._session.runtime, most)
        if isinstance(answer, Unparsable):
            raise InvocationError(f"the answer cannot be read: {answer.reason}", trial.invocation)
        return answer


@final
class EdgeHandlers:
    """Opens handlers, and ends their workers at the end of its `with` statement.

    `root` is the folder that relative paths are looked up in, unless they exist from here.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open.close()

    def __call__(
        self,
        path: str | Path,
        event_type: str | None = None,
        *,
        export: str | None = None,
        **options: Any,
    ) -> EdgeHandler:
        """Return the handler of a Python or Node.js file, ready to be invoked.

        `event_type` and `options` are as in `conforms`. Raises EdgeconformError where it cannot be
        run.
        """
        __tracebackhide__ = True
        flags = layer_of(_CALL, {**options, "events": [event_type] if event_type else None})
        file = Path(path) if Path(path).exists() else self._root / path
        try:
            config, entry = configs_for((file,), None, export=export)[0]
            plan = next(entry_plans(config, entry, flags, export=export, seed=SEED))
            return EdgeHandler(self._open.enter_context(Session(plan.target, plan.options)))
        except EdgeconformError as error:
            # The sentence tells what is wrong; the kit's own frames would only hide it.
            raise error.with_traceback(None) from None


def _said(trial: Trial) -> str:
    if trial.findings:
        return trial.findings[0].message
    return f"the invocation ended in {type(trial.invocation.outcome).__name__}"
