"""What the checks cite: addresses of pages, and how CloudFront's messages begin."""

from typing import Final

_GUIDE: Final = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"

EVENT_STRUCTURE: Final = f"{_GUIDE}/lambda-event-structure.html"
GENERATING: Final = f"{_GUIDE}/lambda-generating-http-responses.html"
UPDATING: Final = f"{_GUIDE}/lambda-updating-http-responses.html"
INCLUDE_BODY: Final = f"{_GUIDE}/lambda-include-body-access.html"
RESTRICTIONS: Final = f"{_GUIDE}/edge-function-restrictions-all.html"
LAMBDA_RESTRICTIONS: Final = f"{_GUIDE}/lambda-at-edge-function-restrictions.html"
QUOTAS: Final = f"{_GUIDE}/cloudfront-limits.html"
CUSTOM_HEADERS: Final = f"{_GUIDE}/add-origin-custom-headers.html"
CLOUDFRONT_HEADERS: Final = f"{_GUIDE}/adding-cloudfront-headers.html"
EXAMPLES: Final = f"{_GUIDE}/lambda-examples.html"
CUSTOM_ORIGIN_BEHAVIOR: Final = f"{_GUIDE}/RequestAndResponseBehaviorCustomOrigin.html"
ORIGIN_SETTINGS: Final = f"{_GUIDE}/DownloadDistValuesOrigin.html"
TESTING: Final = f"{_GUIDE}/lambda-edge-testing-debugging.html"
UNAVAILABLE: Final = f"{_GUIDE}/http-503-service-unavailable.html"
PERMISSIONS: Final = f"{_GUIDE}/lambda-edge-permissions.html"
CHOOSING: Final = f"{_GUIDE}/edge-functions-choosing.html"
EXPIRATION: Final = f"{_GUIDE}/Expiration.html"
CACHE_KEY: Final = f"{_GUIDE}/understanding-the-cache-key.html"
LOGS: Final = f"{_GUIDE}/edge-functions-logs.html"
LAMBDA_QUOTAS: Final = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
LAMBDA_ENVIRONMENT: Final = (
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html"
)
RUNTIMES: Final = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"
LAMBDA_MEMORY: Final = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html"
PYTHON_HANDLER: Final = "https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html"
NODEJS_HANDLER: Final = "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html"
MARSHALLER: Final = (
    "https://github.com/aws/aws-lambda-python-runtime-interface-client"
    "/blob/main/awslambdaric/lambda_runtime_marshaller.py"
)

FAILED: Final = "The Lambda function result failed validation"
INVALID: Final = "The Lambda function returned an invalid"
INVALID_ORIGIN: Final = f"{INVALID} origin configuration"
INVALID_JSON: Final = "The Lambda function returned invalid JSON"
EXECUTION: Final = (
    "The Lambda function associated with the CloudFront distribution is invalid "
    "or doesn't have the required permissions."
)
MARSHALLING: Final = "Runtime.MarshalError: Unable to marshal response: Object of type"
ENTRY_NOT_ARRAY: Final = (
    f"{INVALID} entry in the headers object: "
    "Each header entry in the headers object must be an array."
)
BODY_REFUSED: Final = (
    f"{FAILED}: The body is not a string, is not an object, or exceeds the maximum size."
)
RESPONSE_TOO_LARGE: Final = (
    "ERROR Validation error: The Lambda function returned an invalid response, "
    "the length of the body size and header was 1054968 bytes which exceeded the CloudFront limit "
    "of 1048576 bytes on the maximum length of the request ..."
)
