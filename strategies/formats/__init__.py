"""One factory of programs for each `format` and `x-strategy` of the event schemas."""

from collections.abc import Callable, Mapping
from typing import Final

from edgeconform.strategies.draft import Node, Site
from edgeconform.strategies.formats.body import bodies
from edgeconform.strategies.formats.config import (
    addresses,
    distribution_ids,
    domain_names,
    request_ids,
)
from edgeconform.strategies.formats.custom_headers import custom_headers
from edgeconform.strategies.formats.method import methods
from edgeconform.strategies.formats.origin import (
    completion_timeouts,
    custom_domains,
    paths,
    ports,
    protocols,
    regions,
    s3_domains,
)
from edgeconform.strategies.formats.origin_headers import origin_headers
from edgeconform.strategies.formats.querystring import querystrings
from edgeconform.strategies.formats.response_headers import (
    origin_response_headers,
    viewer_response_headers,
)
from edgeconform.strategies.formats.status import codes, descriptions
from edgeconform.strategies.formats.uri import uris
from edgeconform.strategies.formats.viewer_headers import viewer_headers

FACTORIES: Final[Mapping[str, Callable[[Site], Node]]] = {
    "cloudfront-uri": uris,
    "custom-domain-name": custom_domains,
    "custom-headers": custom_headers,
    "distribution-domain-name": domain_names,
    "distribution-id": distribution_ids,
    "http-method": methods,
    "ip-address": addresses,
    "origin-headers": origin_headers,
    "origin-path": paths,
    "origin-port": ports,
    "origin-protocol": protocols,
    "origin-response-headers": origin_response_headers,
    "querystring": querystrings,
    "request-body": bodies,
    "request-id": request_ids,
    "response-completion-timeout": completion_timeouts,
    "s3-domain-name": s3_domains,
    "s3-region": regions,
    "status-code": codes,
    "status-description": descriptions,
    "viewer-headers": viewer_headers,
    "viewer-response-headers": viewer_response_headers,
}
