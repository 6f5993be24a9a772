"""All checks, in the order of the page."""

from . import littles_law, losses, networks, single_station
from .checks import Check

CHAPTERS: list[tuple[str, list[Check]]] = [
    ("One queue, exponential work", single_station.EXPONENTIAL_SERVICE),
    ("One queue, other work", single_station.GENERAL_SERVICE),
    ("Priorities", single_station.PRIORITIES),
    ("Other arrivals, and Kingman's bound", single_station.KINGMAN),
    ("Too little room", losses.CHECKS),
    ("Queues in tandem", networks.IN_TANDEM),
    ("Networks with feedback", networks.IN_A_NETWORK),
    ("Failures and retries", networks.WITH_RETRIES),
    ("Little's law everywhere", littles_law.CHECKS),
]

ALL: list[Check] = [check for _, checks in CHAPTERS for check in checks]
