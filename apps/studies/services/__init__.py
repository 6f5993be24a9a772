"""What other apps may do with studies. Actors and values in, values out; errors in apps.studies.errors."""

from apps.studies.services.cancelling import cancel
from apps.studies.services.experiments import ReportFormat, from_json, report, to_chaos_toolkit
from apps.studies.services.reading import read, studies_of, table
from apps.studies.services.starting import start

__all__ = [
    "ReportFormat",
    "cancel",
    "from_json",
    "read",
    "report",
    "start",
    "studies_of",
    "table",
    "to_chaos_toolkit",
]
