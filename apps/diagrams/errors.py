"""Why a diagram cannot be read or written."""

from apps.diagrams.values import DiagramValue


class DiagramNotFound(Exception):
    """There is none of that id, or it is somebody else's: who asks must not learn which."""


class ShareLinkNotFound(Exception):
    """No such link, or revoked, or past its date, or not the asker's to revoke."""


class StaleBase(Exception):
    """Somebody saved since the revision that an edit is based on; `current` is what they left."""

    def __init__(self, current: DiagramValue) -> None:
        super().__init__(f"the diagram is at revision {current.revision} by now")
        self.current = current


class LimitReached(Exception):
    """An owner has as many of something as one may have."""
