import hashlib
import json
from typing import Any

from django.db import models


class DocumentField(models.TextField):
    """JSON kept as the text it was written as.

    Not a JSONField: PostgreSQL's jsonb puts keys in another order than SQLite does and refuses the character U+0000;
    nothing ever looks into a document by SQL.
    """

    # What django-stubs asks for the type of an attribute.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else _text(value)

    def value_to_string(self, obj: models.Model) -> str:
        return _text(getattr(obj, self.attname))


def document_digest(raw: dict[str, Any]) -> str:
    """Equal for equal documents: maps by id have no order."""
    return hashlib.sha256(_text(raw, sort_keys=True).encode()).hexdigest()


def document_bytes(raw: dict[str, Any]) -> int:
    """As it goes over the wire and into a file."""
    return len(json.dumps(raw, separators=(",", ":"), ensure_ascii=False).encode())


def _text(raw: dict[str, Any], *, sort_keys: bool = False) -> str:
    return json.dumps(raw, sort_keys=sort_keys, separators=(",", ":"), allow_nan=False)
