"""`make demo`."""


def demo(port: int = 8000) -> None:
    """Make the sample city, if it is not there yet, and serve it."""
