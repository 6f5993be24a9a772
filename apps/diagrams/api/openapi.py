"""Pydantic models as components of the API's description, one for reading and writing alike."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.plumbing import ResolvedComponent
from pydantic import BaseModel
from pydantic.json_schema import model_json_schema


class PydanticModel(OpenApiSerializerExtension):
    """Unlike drf-spectacular's own, in validation mode: what a sender may leave out is not required of them."""

    target_class = "pydantic.BaseModel"
    match_subclasses = True
    priority = 1
    target: type[BaseModel]

    def get_name(self, auto_schema: Any, direction: Any) -> str:
        return self.target.__name__

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        schema = model_json_schema(self.target, ref_template="#/components/schemas/{model}")
        for name, part in schema.pop("$defs", {}).items():
            auto_schema.registry.register_on_missing(
                ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, object=name, schema=part)
            )
        return schema
