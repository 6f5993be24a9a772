"""How many runs one owner and one address may have and start. Numbers are settings: RUN_QUOTAS."""

import time
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from apps.accounts.actors import Actor
from apps.runs import tasks
from apps.runs.errors import QuotaReached, StartRefused
from apps.runs.execution import presence, store
from apps.runs.models import Run
from apps.schema.messages import Stop

HOUR = 3600


def check(actor: Actor, address: str) -> None:
    """Counts one more start. Raises QuotaReached with the reason, StartRefused where the installation is full.

    A live run that was paused because nobody watched makes room: the oldest of them is stopped.
    """
    quotas = settings.RUN_QUOTAS
    if Run.objects.filter(status__in=Run.LIVE).count() >= quotas["live"]:
        raise StartRefused("This installation has as many live runs as it can carry. Try again in a few minutes.")
    own = Run.objects.owned_by(actor).filter(status__in=Run.LIVE)
    if own.count() >= quotas["live_per_owner"] and not _stopped_forgotten(list(own.values_list("pk", flat=True))):
        raise QuotaReached(f"You have {quotas['live_per_owner']} live runs, as many as one may have: stop one first.")
    of_address = Run.objects.filter(address=keyed(address), status__in=Run.LIVE) if address else Run.objects.none()
    if of_address.count() >= quotas["live_per_address"]:
        raise QuotaReached(f"{quotas['live_per_address']} live runs were started from your address, as many as may be.")
    owner = f"user-{actor.user_id}" if actor.user_id else f"session-{keyed(actor.session_key or '')}"
    for who, limit in ((owner, "starts_per_owner"), (f"address-{keyed(address)}", "starts_per_address")):
        if presence.starts(who, int(time.time()) // HOUR) > quotas[limit]:
            raise QuotaReached(f"More than {quotas[limit]} runs were started within an hour. Try again later.")


def keyed(value: str) -> str:
    """A value that can be compared and not be read."""
    return salted_hmac("apps.runs.quotas", value).hexdigest()[:16] if value else ""


def _stopped_forgotten(run_ids: list[UUID]) -> bool:
    """Whether one of them had been forgotten by everybody, and now ends. Newest first."""
    for run_id in reversed(run_ids):
        state = store.current(run_id)
        if state is not None and state.paused_unwatched:
            handed_in = store.hand_in(run_id, Stop())
            if handed_in.outcome == "wakes":
                tasks.enqueue(run_id, handed_in.epoch)
            return True
    return False
