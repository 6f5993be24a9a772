"""From a request's body to a checked shape, or to the list of what is wrong with it; and from a value to an answer."""

from collections.abc import Iterator, Mapping
from typing import IO, Any, TypeVar

from pydantic import BaseModel, ValidationError
from rest_framework.exceptions import APIException
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from apps.schema import DocumentInvalid, Problem
from apps.schema.problems import from_pydantic
from apps.schema.reading import parsed

Shape = TypeVar("Shape", bound=BaseModel)


class BodyInvalid(APIException):
    status_code = 400
    default_detail = "The body is not valid."
    default_code = "invalid"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


class StrictJSONParser(JSONParser):
    """JSON as documents have it. What DRF's own parser lets through (1e999, nesting without end) fails later."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            return parsed(stream.read() or b"{}")
        except DocumentInvalid as error:
            raise BodyInvalid(error.problems) from error


def body(request: Request, shape: type[Shape]) -> Shape:
    """Raises BodyInvalid. Problems of a document have paths inside the document."""
    sent = request.data
    try:
        return shape.model_validate(sent)
    except ValidationError as error:
        raise BodyInvalid(list(_problems(error, sent))) from error


def query(request: Request, shape: type[Shape]) -> Shape:
    """The same for what stands after the question mark."""
    sent = request.query_params.dict()
    try:
        return shape.model_validate(sent)
    except ValidationError as error:
        raise BodyInvalid(list(_problems(error, sent))) from error


def _problems(error: ValidationError, sent: Any) -> Iterator[Problem]:
    for one in error.errors(include_url=False):
        cause = one.get("ctx", {}).get("error")
        if isinstance(cause, DocumentInvalid):
            yield from cause.problems
        else:
            yield from from_pydantic([one], sent)
