"""What follows what: every subscription of the portal, on one screen."""


def wire() -> None:
    """Subscribe every handler to its event."""
