"""What a user can put right: each message says what is wrong, where, and what to do."""


class EdgeconformError(Exception):
    """The base of all errors that end a command with status 2."""


class UsageError(EdgeconformError):
    """A command, option or argument is wrong."""


class ConfigError(EdgeconformError):
    """The configuration is wrong; the message names file and key, on a line for each mistake."""


class RuntimeMissingError(EdgeconformError):
    """The interpreter that a handler needs is missing, too old, or cannot be started."""


class LostProcessError(EdgeconformError):
    """A process that checked a handler was ended from outside."""


class HandlerNotFoundError(EdgeconformError):
    """A file names no handler that the kit can see."""


class TemplateError(EdgeconformError):
    """A template cannot be read; the message names the file, and the line where there is one."""


class EdgeconformWarning(UserWarning):
    """A finding that fails no test, except a strict one."""
