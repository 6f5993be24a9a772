import json
import struct
import uuid
from xml.etree import ElementTree

import pytest
import yaml
from rest_framework.test import APIClient

from apps.accounts.api.throttling import Renderings
from tests.api.visitors import Json, Visitor, shop

pytestmark = pytest.mark.django_db

TYPES = {
    "svg": ("image/svg+xml", "shop.svg"),
    "png": ("image/png", "shop.png"),
    "dot": ("text/vnd.graphviz", "shop.dot"),
    "json": ("application/json", "shop.json"),
    "compose": ("application/yaml", "shop.compose.yaml"),
}


@pytest.fixture
def owner() -> Visitor:
    return Visitor()


@pytest.fixture
def url(owner) -> str:
    return f"/api/diagrams/{owner.draws(shop())['id']}/export"


@pytest.mark.parametrize("name", TYPES)
def test_a_diagram_is_downloaded_under_its_title(owner, url, name):
    answer = owner.get(f"{url}/{name}/", HTTP_ACCEPT="image/avif,text/html")

    media_type, filename = TYPES[name]
    assert answer.status_code == 200
    assert answer["Content-Type"].split(";")[0] == media_type
    assert answer["Content-Disposition"] == f'attachment; filename="{filename}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert len(answer.content) > 100 or name == "compose"


def test_the_files_hold_the_diagram(owner, url):
    svg = ElementTree.fromstring(owner.get(f"{url}/svg/").content)
    assert "Order service" in "".join(svg.itertext())
    png = owner.get(f"{url}/png/").content
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert min(struct.unpack(">II", png[16:24])) > 100
    assert b"digraph" in owner.get(f"{url}/dot/").content
    assert isinstance(yaml.safe_load(owner.get(f"{url}/compose/").content), dict)


def test_the_exported_document_can_be_imported_and_is_the_same(owner, url):
    exported = json.loads(owner.get(f"{url}/json/").content)

    assert owner.draws(exported)["document"] == exported


def test_a_picture_comes_in_the_theme_that_is_asked_for(owner, url):
    light, dark = owner.get(f"{url}/svg/?theme=light").content, owner.get(f"{url}/svg/?theme=dark").content

    assert light == owner.get(f"{url}/svg/").content
    assert light != dark
    refused = owner.get(f"{url}/svg/?theme=sepia")
    assert refused.status_code == 400
    assert refused.json()["problems"][0]["path"] == "theme"


def test_an_unknown_format_is_not_there_and_the_known_ones_are_named(owner, url):
    answer = owner.get(f"{url}/exe/")

    assert answer.status_code == 404
    assert "svg, png, dot, json, compose" in answer.json()["detail"]


def test_only_its_owner_and_who_has_a_link_can_export(owner):
    diagram = owner.draws(shop())
    link = owner.shares(diagram)
    url = f"/api/diagrams/{diagram['id']}/export/svg/"

    assert Visitor().get(url).status_code == 404
    assert APIClient().get(f"{url}?share={link['token']}").status_code == 200
    assert APIClient().get(f"{url}?share=guess").status_code == 404
    assert owner.get(f"/api/diagrams/{uuid.uuid4()}/export/svg/").status_code == 404

    owner.delete(f"/api/share-links/{link['id']}/")
    assert APIClient().get(f"{url}?share={link['token']}").status_code == 404


def test_markup_in_labels_is_drawn_as_text(owner):
    document = shop()
    markup = '</text><script>alert(1)</script>"]; evil [label="x'
    document["title"] = document["nodes"]["orders"]["name"] = markup
    diagram = owner.draws(document)

    svg = owner.get(f"/api/diagrams/{diagram['id']}/export/svg/")

    tree = ElementTree.fromstring(svg.content)
    assert not [element for element in tree.iter() if element.tag.endswith("script")]
    assert "evil" not in {element.findtext("{http://www.w3.org/2000/svg}title") for element in tree.iter()}
    assert "\n" not in svg["Content-Disposition"]
    assert svg["Content-Disposition"].count('"') == 2


def spread(far: float) -> Json:
    """The shop with its services apart, the last one far away."""
    document = shop()
    for identifier, at in (("clients", 0), ("gateway", 200), ("orders", far)):
        document["nodes"][identifier]["position"] = {"x": at, "y": at}
    return document


@pytest.mark.parametrize("far", [1e5, 1e12, 1e300, -1e9])
def test_a_diagram_spread_over_miles_does_not_fill_the_memory(owner, far):
    url = f"/api/diagrams/{owner.draws(spread(far))['id']}/export"

    answer = owner.get(f"{url}/png/")

    assert answer.status_code == 422
    assert "spread out too far" in answer.json()["detail"]
    assert owner.get(f"{url}/json/").status_code == 200


def test_a_large_diagram_gives_a_picture_of_bounded_size(owner):
    diagram = owner.draws(spread(12_000))

    png = owner.get(f"/api/diagrams/{diagram['id']}/export/png/").content

    width, height = struct.unpack(">II", png[16:24])
    assert 1e6 < width * height < 30e6


def test_pictures_are_made_at_a_limited_rate(owner, url, monkeypatch):
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr(Renderings, "THROTTLE_RATES", {"renderings": "2/min"})

    answers = [owner.get(f"{url}/dot/").status_code for _ in range(3)]

    assert answers == [200, 200, 429]
    cache.clear()
