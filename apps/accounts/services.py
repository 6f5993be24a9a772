from django.utils import timezone

from apps.accounts.models import ApiToken, User
from apps.accounts.tokens import new_token, token_digest

PREFIX = "bw_"  # So that a scanner for leaked secrets can know one when it sees it.


def issue_token(user: User, name: str) -> str:
    """A new token for scripts, in clear for this one time."""
    token = PREFIX + new_token()
    ApiToken.objects.create(user=user, name=name, digest=token_digest(token))
    return token


def revoke_tokens(user: User, name: str) -> int:
    """How many of that name were still valid, and are not any more."""
    return ApiToken.objects.filter(user=user, name=name, revoked_at=None).update(revoked_at=timezone.now())


def user_of_token(token: str) -> User | None:
    found = (
        ApiToken.objects.select_related("user")
        .filter(digest=token_digest(token), revoked_at=None, user__is_active=True)
        .first()
    )
    return found.user if found else None
