"""Somebody with a browser of their own: cookies, diagrams, runs, over HTTP."""

import json
from http.cookiejar import CookieJar
from typing import Any
from urllib.request import HTTPCookieProcessor, Request, build_opener

from apps.patterns.registry import patterns
from apps.schema import dump_document

Json = dict[str, Any]
TOKEN = "a" * 32


class Person:
    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar))

    @property
    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def get(self, path: str) -> Any:
        return self._asks(Request(self.url + path))

    def post(self, path: str, body: Json) -> Any:
        headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, "Cookie": f"csrftoken={TOKEN}"}
        if self.cookies:
            headers["Cookie"] += f"; {self.cookies}"
        return self._asks(Request(self.url + path, json.dumps(body).encode(), headers))

    def draws(self, document: Json) -> Json:
        diagram: Json = self.post("/api/diagrams/", {"document": document})
        return diagram

    def starts(self, diagram: Json, **body: Any) -> Json:
        run: Json = self.post("/api/runs/", {"diagram": diagram["id"], **body})
        return run

    def frames(self, run_id: str, after: int = 0, share: str = "") -> list[Json]:
        """All that are stored, page by page."""
        found: list[Json] = []
        more = f"&share={share}" if share else ""
        while page := self.get(f"/api/runs/{run_id}/frames/?after={after}&limit=100{more}")["frames"]:
            found += page
            after = page[-1]["sequence"]
        return found

    def _asks(self, request: Request) -> Any:
        with self._opener.open(request, timeout=30) as answer:
            return json.loads(answer.read())


def order_flow() -> Json:
    document: Json = dump_document(patterns()["order_flow"].document)
    return document
