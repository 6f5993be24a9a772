from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

from apps.accounts.actors import Actor, Owner


class User(AbstractUser):
    """Django's own so far. Swapping the model once people are in the database would be hard."""


class OwnedQuerySet(models.QuerySet):
    def owned_by(self, actor: Actor) -> Self:
        if actor.user_id is not None:
            return self.filter(user_id=actor.user_id)
        if actor.known:
            return self.filter(user_id=None, session_key=actor.session_key)
        return self.none()


class Owned(models.Model):
    """A row of a person or, as long as they have not signed in, of a browser session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    session_key = models.CharField(max_length=40, blank=True, db_index=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(session_key=""), name="%(app_label)s_%(class)s_one_owner"
            )
        ]

    @property
    def owner(self) -> Owner:
        return Owner(self.user_id, self.session_key)


class ApiToken(models.Model):
    """A person's key for scripts. The token itself is shown once and never stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
