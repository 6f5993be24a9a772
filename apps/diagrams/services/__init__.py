"""What other apps may do with diagrams. Actors and values in, values out; errors in apps.diagrams.errors."""

from apps.diagrams.selectors import (
    access_to,
    own_diagrams,
    readable_document,
    revision_document,
    revision_numbered,
    revisions_of,
    share_links_of,
    shared_diagram,
)
from apps.diagrams.services.saving import create_diagram, delete_diagram, save_diagram
from apps.diagrams.services.sharing import create_share_link, revoke_share_link

__all__ = [
    "access_to",
    "create_diagram",
    "create_share_link",
    "delete_diagram",
    "own_diagrams",
    "readable_document",
    "revision_document",
    "revision_numbered",
    "revisions_of",
    "revoke_share_link",
    "save_diagram",
    "share_links_of",
    "shared_diagram",
]
