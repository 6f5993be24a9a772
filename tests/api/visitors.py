"""People who use the API in tests, and documents for them to send."""

from typing import Any

from rest_framework.test import APIClient

Json = dict[str, Any]


class Visitor(APIClient):
    """A browser of its own: cookies, and the CSRF token where the page would send it."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **defaults)

    def request(self, **kwargs: Any) -> Any:
        if "csrftoken" not in self.cookies:
            self.cookies["csrftoken"] = "a" * 32
        kwargs.setdefault("HTTP_X_CSRFTOKEN", self.cookies["csrftoken"].value)
        return super().request(**kwargs)

    def draws(self, document: Json | None = None) -> Json:
        answer = self.post("/api/diagrams/", {"document": document} if document else {})
        assert answer.status_code == 201, answer.content
        return answer.json()

    def saves(self, diagram: Json, base: int, **changes: Any) -> Any:
        document = {**diagram["document"], **changes}
        return self.put(f"/api/diagrams/{diagram['id']}/", {"document": document, "revision": base})

    def shares(self, diagram: Json, **body: Any) -> Json:
        answer = self.post(f"/api/diagrams/{diagram['id']}/share-links/", body)
        assert answer.status_code == 201, answer.content
        return answer.json()


def shop() -> Json:
    """Clients that call a gateway that calls a service."""
    return {
        "title": "Shop",
        "eventTypes": {"order": {"name": "PlaceOrder", "kind": "command"}},
        "nodes": {
            "clients": {"kind": "clients", "name": "Shoppers", "sends": [{"eventType": "order"}]},
            "gateway": {"kind": "api_gateway", "name": "API gateway"},
            "orders": {"kind": "service", "name": "Order service"},
        },
        "edges": {
            "clients-gateway": {"kind": "call", "source": "clients", "target": "gateway"},
            "gateway-orders": {"kind": "call", "source": "gateway", "target": "orders"},
        },
    }
