from django.apps import AppConfig


class StreamConfig(AppConfig):
    name = "apps.stream"
    default_auto_field = "django.db.models.BigAutoField"
