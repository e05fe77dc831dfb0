"""How a handler uses the event: its facts, with local names replaced by what they stand for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from edgeconform.handlers.facts import Access, Alias, Answer, Chain, Constant, Fact, Pattern, Text
from edgeconform.handlers.modules import local_modules, read
from edgeconform.handlers.reach import reached
from edgeconform.handlers.source import Definition, SourceModule
from edgeconform.model import Handler

_DEPTH = 12
_BREADTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The facts that a handler reaches, and the comments that belong to it.

    `own` are those facts that stand in the handler's file; `named` are strings that the file binds
    to names of its own.
    """

    facts: tuple[Fact, ...]
    own: tuple[Fact, ...]
    named: tuple[str, ...]
    comments: tuple[str, ...]

    @property
    def accesses(self) -> Iterator[Access]:
        """The members that are read or written."""
        return (fact for fact in self.facts if isinstance(fact, Access) and fact.chain)

    @property
    def answers(self) -> Iterator[Chain]:
        """What is returned or handed to a callback, where it is a plain chain."""
        return (fact.chain for fact in self.facts if isinstance(fact, Answer))

    @property
    def texts(self) -> Iterator[Text]:
        """The strings of the source."""
        return (fact for fact in self.facts if isinstance(fact, Text))


def usage(handler: Handler) -> Usage:
    """Read off what a handler does: from the exported function, or from the whole file.

    The whole file, and what it imports, is taken where the function itself shows no event: it
    may be a wrapper's product, or come out of a bundle.
    """
    module = read(handler.path)
    start = module.exports.get(handler.export)
    pairs = [] if start is None else list(reached(module, start, handler.root))
    facts = [(here.path, fact) for here, each in pairs for fact in resolved(each)]
    if not touches_event(fact for _, fact in facts):
        pairs = [(m, each) for m in local_modules(handler) for each in m.definitions]
        facts = [(here.path, fact) for here, each in pairs for fact in resolved(each)]
    return Usage(
        facts=tuple(fact for _, fact in facts),
        own=tuple(fact for path, fact in facts if path == handler.path),
        named=tuple(_named_strings(module)),
        comments=tuple(_comments(module, start)),
    )


def _named_strings(module: SourceModule) -> Iterator[str]:
    for definition in module.definitions:
        if definition.kind != "function" and definition.line == definition.end_line:
            yield from (f.value for f in definition.facts() if isinstance(f, Text | Constant))


def touches_event(facts: Iterable[Fact]) -> bool:
    """Whether any chain goes through `Records` or `cf`."""
    return any(isinstance(fact, Access) and {"cf", "Records"} & {*fact.chain} for fact in facts)


def resolved(definition: Definition, constants: Mapping[str, str] | None = None) -> Iterator[Fact]:
    """Return a definition's facts, chains starting at the event where that can be told.

    `constants` are names that stand for strings, beside those of the definition itself.
    """
    facts = definition.facts()
    keys = {**(constants or {}), **{f.name: f.value for f in facts if isinstance(f, Constant)}}
    facts = tuple(_with_keys(fact, keys) for fact in facts)
    aliases: dict[str, list[Chain]] = {}
    for fact in facts:
        match fact:
            case Alias(name=name, chain=chain) if chain != (name,):
                sources = aliases.setdefault(name, [])
                if len(sources) < _BREADTH and chain not in sources:
                    sources.append(chain)
    known: dict[str, list[Chain]] = {}
    for fact in facts:
        match fact:
            case Access(chain=chain) | Answer(chain=chain) if chain:
                yield from (replace(fact, chain=full) for full in _expand(chain, aliases, known))
            case Text(partner=chain) | Pattern(partner=chain) if chain:
                yield from (
                    replace(fact, partner=full) for full in _expand(chain, aliases, known)[:1]
                )
            case _:
                yield fact


def _with_keys(fact: Fact, constants: Mapping[str, str]) -> Fact:
    """Return the fact with computed keys filled in, where they are constants."""
    match fact:
        case Access(chain=chain) | Answer(chain=chain) | Alias(chain=chain):
            return replace(fact, chain=_filled(chain, constants)) if _is_computed(chain) else fact
        case Text(partner=chain) | Pattern(partner=chain):
            return replace(fact, partner=_filled(chain, constants)) if _is_computed(chain) else fact
        case _:
            return fact


def _is_computed(chain: Chain) -> bool:
    return any(link.startswith("*") for link in chain)


def _filled(chain: Chain, constants: Mapping[str, str]) -> Chain:
    return tuple(constants.get(k[1:], k) if k.startswith("*") else k for k in chain)


def _expand(
    chain: Chain, aliases: Mapping[str, list[Chain]], known: dict[str, list[Chain]], depth: int = 0
) -> list[Chain]:
    """Return what a chain can stand for, at most a few; `known` keeps what names come to."""
    name, rest = chain[0], chain[1:]
    if name in ("this", "self") and rest:
        name, rest = f"{name}.{rest[0]}", rest[1:]
    if name not in aliases or depth == _DEPTH:
        return [chain]
    if name not in known:
        known[name] = []  # what leads back to itself comes to nothing
        found = [full for s in aliases[name] for full in _expand(s, aliases, known, depth + 1)]
        known[name] = found[:_BREADTH]
    return [(*full, *rest) for full in known[name]] or [chain]


def _comments(module: SourceModule, start: Definition | None) -> Iterator[str]:
    """Return the comments that can speak of this handler.

    With one handler in the file all of them can, but where several functions are exported only
    those at the file's top, in the function and right above it.
    """
    if start is None or len(module.exports) < 2:
        yield from (comment.text for comment in module.comments)
        return
    first = start.line
    for comment in reversed(module.comments):
        if comment.alone and comment.end_line == first - 1:
            first = comment.line
    for comment in module.comments:
        top = comment.line < module.first_code_line
        if top or first <= comment.line <= start.end_line:
            yield comment.text
