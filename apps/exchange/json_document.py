"""The document itself, to keep, to diff and to import again."""

import json

from apps.schema import Document, dump_document

from .theme import Theme


def write(document: Document, theme: Theme) -> bytes:
    return (json.dumps(dump_document(document), indent=2, ensure_ascii=False) + "\n").encode()
