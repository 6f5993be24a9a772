from django.urls import URLPattern, path

from apps.stream.consumers import RunConsumer

websocket_urlpatterns: list[URLPattern] = [path("ws/runs/<uuid:run>/", RunConsumer.as_asgi())]
