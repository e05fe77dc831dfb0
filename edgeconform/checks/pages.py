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
TESTING: Final = f"{_GUIDE}/lambda-edge-testing-debugging.html"

FAILED: Final = "The Lambda function result failed validation"
INVALID: Final = "The Lambda function returned an invalid"
