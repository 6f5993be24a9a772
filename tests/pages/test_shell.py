"""The HTML pages: which exist for whom, and what they promise the browser."""

import json
import re
import uuid
from html.parser import HTMLParser

import pytest
from django.conf import settings as django_settings
from django_vite.core.asset_loader import DjangoViteAssetLoader
from rest_framework.test import APIClient

from tests.api.visitors import Visitor, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def manifest(tmp_path, settings):
    """Where the front end's build lists its files."""
    path = tmp_path / "manifest.json"
    vite = {**django_settings.DJANGO_VITE["default"], "dev_mode": False, "manifest_path": path}
    settings.DJANGO_VITE = {"default": vite}
    DjangoViteAssetLoader._instance = None
    yield path
    DjangoViteAssetLoader._instance = None


@pytest.fixture
def built(manifest):
    manifest.write_text(
        json.dumps(
            {
                "src/app/main.tsx": {
                    "file": "assets/main-0a1b2c3d.js",
                    "src": "src/app/main.tsx",
                    "isEntry": True,
                    "css": ["assets/main-4e5f6a7b.css"],
                }
            }
        )
    )


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_every_page_of_the_product_is_the_same_shell(built):
    visitor = Visitor()
    diagram = visitor.draws(shop())
    token = visitor.shares(diagram)["token"]

    for path in ("/", f"/d/{diagram['id']}", f"/s/{token}"):
        answer = visitor.get(path)
        tags = Tags(answer.content.decode())
        assert answer.status_code == 200
        loaded = [script["src"] for script in tags.named("script") if "src" in script]
        assert loaded == ["/static/assets/main-0a1b2c3d.js"]
        assert "/static/assets/main-4e5f6a7b.css" in [link["href"] for link in tags.named("link")]
        assert {"id": "root"} in tags.named("div")


def test_the_shell_brings_the_csrf_token_and_is_not_cached(built):
    visitor = APIClient(enforce_csrf_checks=True)

    answer = visitor.get("/")

    assert visitor.cookies["csrftoken"].value
    assert "no-store" in answer["Cache-Control"]
    assert "sessionid" not in visitor.cookies
    drawn = visitor.post("/api/diagrams/", {}, HTTP_X_CSRFTOKEN=visitor.cookies["csrftoken"].value)
    assert drawn.status_code == 201


def test_the_browser_is_told_to_run_and_frame_nothing_foreign(built):
    answer = Visitor().get("/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    (nonce,) = {script["nonce"] for script in Tags(answer.content.decode()).named("script")}

    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == f"'self' 'nonce-{nonce}'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_shared_pages_are_not_for_search_engines_and_may_be_seen_by_them_to_learn_that(built):
    visitor = Visitor()
    token = visitor.shares(visitor.draws(shop()))["token"]

    answer = APIClient().get(f"/s/{token}")

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    robots = {"name": "robots", "content": "noindex, nofollow"}
    assert robots in Tags(answer.content.decode()).named("meta")
    assert "X-Robots-Tag" not in visitor.get("/")
    rules = APIClient().get("/robots.txt").content.decode().splitlines()
    assert rules == ["User-agent: *", "Disallow: /api/", "Disallow: /d/"]


def test_what_is_not_there_or_not_yours_is_a_page_of_the_product_with_a_way_back(built):
    diagram = Visitor().draws(shop())

    for path in (f"/d/{diagram['id']}", f"/d/{uuid.uuid4()}", "/d/1", "/s/not-a-token", "/nowhere"):
        answer = Visitor().get(path)
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("text/html")
        page = answer.content.decode()
        assert "There is nothing here for you" in page
        assert "/" in [link["href"] for link in Tags(page).named("a")]
        assert not re.search(r"\{[{%]", page)


def test_an_address_below_the_api_that_is_not_there_answers_in_json():
    for path in ("/api", "/api/", "/api/nothing/", "/api/diagrams/1/", "/api/runs/a%0Ab/"):
        for verb in ("get", "post", "delete"):
            answer = getattr(Visitor(), verb)(path)
            assert (answer.status_code, answer.json()) == (404, {"detail": "There is nothing at this address."})


def test_pages_are_only_read(built):
    for path in ("/", "/robots.txt"):
        assert APIClient().post(path).status_code == 405


def test_a_server_without_a_built_front_end_says_how_to_build_it(manifest):
    answer = Visitor().get("/")

    assert answer.status_code == 503
    assert "make run" in answer.content.decode()
