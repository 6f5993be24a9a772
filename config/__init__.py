# So that @shared_task finds the app, whichever process imports Django's settings first.
from config.celery import app as celery_app

__all__ = ["celery_app"]
