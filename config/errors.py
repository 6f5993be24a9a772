"""One shape for every refusal of the API: {"detail": …} or {"problems": [{"path", "problem", "allowed"}]}.

An app raises a DRF exception. One that knows several problems carries them in an attribute `problems`: a list of
objects or mappings with path, problem and allowed.
"""

from collections.abc import Iterator
from typing import Any

from redis import RedisError
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler


class Unreachable(exceptions.APIException):
    status_code = 503
    default_detail = "Live runs cannot be reached at the moment. Try again in a few seconds."


def answer(exc: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(exc, RedisError):
        exc = Unreachable()
    response = exception_handler(exc, context)
    if response is None:
        return None
    problems = getattr(exc, "problems", None)
    if problems is None and isinstance(exc, exceptions.ValidationError):
        problems = list(flatten(exc.detail, ""))
    if problems is not None:
        response.data = {"problems": [as_mapping(problem) for problem in problems]}
    return response


def as_mapping(problem: Any) -> dict[str, Any]:
    read = problem.get if isinstance(problem, dict) else lambda key: getattr(problem, key, None)
    return {"path": read("path") or "", "problem": read("problem"), "allowed": read("allowed")}


def flatten(detail: Any, path: str) -> Iterator[dict[str, str]]:
    """A serializer's nested errors, each with the path to its value."""
    if isinstance(detail, dict):
        for key, inner in detail.items():
            yield from flatten(inner, path if key == "non_field_errors" else f"{path}.{key}".lstrip("."))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            yield from flatten(inner, f"{path}.{index}".lstrip(".") if isinstance(inner, dict | list) else path)
    else:
        yield {"path": path, "problem": str(detail)}
