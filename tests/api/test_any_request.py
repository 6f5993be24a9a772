"""Requests that nobody thought of, made from the API's description: never a server error, and every answer as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.openapi.checks import *
