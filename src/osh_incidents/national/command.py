"""`osh-incidents national`."""


def national() -> None:
    """Post and compare."""
