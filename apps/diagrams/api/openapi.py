"""Pydantic models as components of the API's description, and what every operation may be refused with."""

from typing import Any

from drf_spectacular.drainage import warn
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.plumbing import ComponentIdentity, ResolvedComponent
from pydantic import BaseModel
from pydantic.json_schema import model_json_schema


class PydanticModel(OpenApiSerializerExtension):
    """Unlike drf-spectacular's own, in validation mode for reading and writing alike: what a sender may leave out is
    not required of them, and one model is one component."""

    target_class = "pydantic.BaseModel"
    match_subclasses = True
    priority = 1
    target: type[BaseModel]

    def get_name(self, auto_schema: Any, direction: Any) -> str:
        return self.target.__name__

    def get_identity(self, auto_schema: Any, direction: Any) -> ComponentIdentity:
        # Inside another model's schema there are only names: that they mean the same is compared below.
        return ComponentIdentity(self.target.__name__)

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        schema = model_json_schema(self.target, ref_template="#/components/schemas/{model}")
        for name, part in schema.pop("$defs", {}).items():
            component = ResolvedComponent(name, ResolvedComponent.SCHEMA, part, ComponentIdentity(name))
            auto_schema.registry.register_on_missing(component)
            registered = auto_schema.registry[component].schema
            if registered and registered != part:
                warn(f"two different models are named {name}")
        return schema


def with_refusals(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Adds what no view decides for itself: wrong tokens, missing CSRF tokens, too many requests, wrong parameters."""
    for path in result["paths"].values():
        for method, operation in path.items():
            may_be = {"401": "Refusal", "429": "Refusal"}
            if method != "get":
                may_be["403"] = "Refusal"
            if any(parameter["in"] == "query" for parameter in operation.get("parameters", [])):
                may_be["400"] = "Problems"
            for status, shape in may_be.items():
                operation["responses"].setdefault(status, _response(shape))
    return result


def _response(shape: str) -> dict[str, Any]:
    return {
        "description": "",
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}},
    }
