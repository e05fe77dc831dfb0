"""Property-based conformance tests for Lambda@Edge handlers."""

__version__ = "0.1.0"
