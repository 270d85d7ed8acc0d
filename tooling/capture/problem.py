"""The one error of this package."""


class CaptureError(Exception):
    """The capture cannot go on; the message says what to do."""
