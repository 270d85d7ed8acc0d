"""`invoke bench`: what the extension costs, measured in one run with and without it, and the report in docs/bench/."""


class BenchError(Exception):
    """Something cannot be measured; the message says what, and the remedy."""
