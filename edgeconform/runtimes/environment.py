"""The environment variables that Lambda itself sets, and no others.

Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
Lambda@Edge takes no variables of the user's.
"""

import os
import re

from edgeconform.model import Handler, Language, Runtime

_REGION = "us-east-1"
_TRACE = "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0"
_LIBRARIES = "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/opt/lib"


def function_name(handler: Handler) -> str:
    """Give the name of the function; at the edge it carries the region it was made in."""
    stem = re.sub(r"[^A-Za-z0-9_-]", "-", handler.path.stem)
    return f"{_REGION}.{stem}"


def variables(
    handler: Handler, runtime: Runtime, memory_mb: int, *, network: bool
) -> dict[str, str]:
    """Give the whole environment of a worker.

    The credentials are no real ones. Without a network, the AWS SDKs are told to try once: their
    waits between tries would look like a slow handler.
    """
    name = function_name(handler)
    found = {
        "_HANDLER": handler.name,
        "_X_AMZN_TRACE_ID": _TRACE,
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_DEFAULT_REGION": _REGION,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory_mb),
        "AWS_LAMBDA_FUNCTION_NAME": name,
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": "2026/01/01/[1]00000000000000000000000000000000",
        "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001",
        "AWS_REGION": _REGION,
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_SESSION_TOKEN": "example",
        "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        "AWS_XRAY_DAEMON_ADDRESS": "169.254.79.129:2000",
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
        "LAMBDA_TASK_ROOT": str(handler.root),
        "LANG": "en_US.UTF-8",
        "LD_LIBRARY_PATH": os.pathsep.join(
            filter(None, (os.environ.get("LD_LIBRARY_PATH"), _LIBRARIES))
        ),
        "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
        "TZ": ":UTC",
    }
    if runtime.language is Language.PYTHON:
        found["PYTHONPATH"] = "/var/runtime"
    else:
        found["NODE_PATH"] = "/opt/nodejs/node_modules:/var/runtime/node_modules"
    if not network:
        found["AWS_MAX_ATTEMPTS"] = "1"
    return found
