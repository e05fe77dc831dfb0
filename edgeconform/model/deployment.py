"""What a template deploys, in the same words for every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Generic, Literal, TypeVar

from edgeconform.model.event_type import EventType
from edgeconform.model.outcome import SourcePlace

Value = TypeVar("Value", covariant=True)

VersionKind = Literal["numbered", "$LATEST", "alias", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[Value]):
    """A value that is certain, and the line that gives it.

    What a template does not say for certain (a parameter without default, an import) is no
    `Setting` but None.
    """

    value: Value
    place: SourcePlace


def covers(pattern: str, action: str) -> bool:
    """Whether the action of an IAM statement, wildcards and all, holds `action`, in any case.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    """
    return fnmatchcase(action.lower(), pattern.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An execution role: the services that may assume it, and what it allows.

    `log_actions` are those of CloudWatch Logs that it allows everywhere; None where a policy is
    not known. `log_regions` are the Regions to which it confines one of them.
    """

    name: str
    services: tuple[str, ...]
    log_actions: frozenset[str] | None = None
    log_regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The deployment package: its size in bytes, zipped, at the least.

    `heaviest` are its parts with their share of that size, the heaviest first.
    """

    path: Path
    size: int
    heaviest: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """Names of the request that the source looks up, in lower case where case does not matter."""

    headers: tuple[str, ...] = ()
    query_keys: tuple[str, ...] = ()
    querystring: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeFunction:
    """A Lambda function, as the template configures it.

    `memory` and `ephemeral_storage` are in MB, `timeout` in seconds; where a template leaves them
    out, a reader puts in what the format then means. `variables` are names. `code` is a folder or
    file; `declared` says what beside an association shows that it is meant for Lambda@Edge.
    """

    name: str
    place: SourcePlace
    declared: str = ""
    region: Setting[str] | None = None
    runtime: Setting[str] | None = None
    handler: Setting[str] | None = None
    memory: Setting[int] | None = None
    timeout: Setting[float] | None = None
    architecture: Setting[str] | None = None
    package_type: Setting[str] | None = None
    ephemeral_storage: Setting[int] | None = None
    variables: Setting[tuple[str, ...]] | None = None
    vpc: Setting[bool] | None = None
    dead_letter_queue: Setting[bool] | None = None
    layers: Setting[int] | None = None
    tracing: Setting[str] | None = None
    provisioned_concurrency: Setting[int] | None = None
    reserved_concurrency: Setting[int] | None = None
    package_key: Setting[bool] | None = None
    code_storage: Setting[str] | None = None
    runtime_management: Setting[str] | None = None
    role: Setting[Role] | None = None
    code: Setting[Path] | None = None
    package: Package | None = None
    reads: Reads | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """A Lambda function at an event of a behavior; `function` is its name in the deployment.

    `region` and `version` are what the association itself says of the function.
    """

    event_type: EventType
    function: str
    place: SourcePlace
    region: Setting[str] | None = None
    version: Setting[VersionKind] | None = None
    include_body: Setting[bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewerFunction:
    """A CloudFront Function at an event of a behavior."""

    event_type: EventType
    place: SourcePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Which names are forwarded: all but `names` where `everything` is set, else only `names`."""

    everything: bool = False
    names: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        return (name in self.names) is not self.everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """What a behavior passes on to the origin; None where that is not certain."""

    query_strings: Names | None = None
    headers: Names | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavior:
    """A cache behavior; `pattern` is its path pattern, `*` for the default one."""

    pattern: str
    place: SourcePlace
    associations: tuple[Association, ...] = ()
    viewer_functions: tuple[ViewerFunction, ...] = ()
    forwarding: Forwarding = Forwarding()
    grpc: Setting[bool] | None = None
    smooth_streaming: Setting[bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A CloudFront distribution."""

    name: str
    place: SourcePlace
    behaviors: tuple[Behavior, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A function at work: where it is associated."""

    function: EdgeFunction
    association: Association
    behavior: Behavior


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One template, or several that are deployed together.

    `functions` are those that CloudFront runs, or that are declared for it. `notes` are sentences
    on what could not be read.
    """

    path: Path
    kind: str
    distributions: tuple[Distribution, ...]
    functions: tuple[EdgeFunction, ...]
    notes: tuple[str, ...] = ()

    def behaviors(self) -> Iterator[Behavior]:
        """Yield the behaviors of all distributions."""
        for distribution in self.distributions:
            yield from distribution.behaviors

    def uses(self) -> Iterator[Use]:
        """Yield every association whose function the deployment holds."""
        by_name = {function.name: function for function in self.functions}
        for behavior in self.behaviors():
            for association in behavior.associations:
                if function := by_name.get(association.function):
                    yield Use(function=function, association=association, behavior=behavior)
