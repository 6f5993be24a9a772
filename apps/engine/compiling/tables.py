"""Growing lists of rows, one a section, that end as the program's tables."""

from typing import Any

import numpy as np

from ..layout import BUCKETS, RECORDS, SKEWS
from ..program import Table

ENDINGS, HISTORY = 1024, 1024
"""Bad endings that are remembered, and steps of a watched message."""


class Tables:
    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._blank: dict[str, int] = {}

    def add(self, section: str, **values: Any) -> int:
        """Appends a row; what is not named is zero. Returns its index."""
        rows = self._rows.setdefault(section, [])
        rows.append(values)
        return len(rows) - 1

    def add_all(self, section: str, rows: list[dict[str, Any]]) -> tuple[int, int]:
        """Appends rows; returns the first index and the count."""
        first = self.count(section)
        for values in rows:
            self.add(section, **values)
        return first, len(rows)

    def reserve(self, section: str, count: int) -> None:
        """Appends blank rows to a section that has no others."""
        self._blank[section] = self._blank.get(section, 0) + count

    def count(self, section: str) -> int:
        return len(self._rows.get(section, ())) + self._blank.get(section, 0)

    def rows(self, section: str) -> list[dict[str, Any]]:
        return self._rows.setdefault(section, [])

    def summary(self) -> int:
        """A new histogram."""
        return self.add("summaries")

    def finished(self) -> dict[str, Table]:
        tables = {}
        for section, rows in self._rows.items():
            table = np.zeros(len(rows), dtype=RECORDS[section].dtype)
            for i, values in enumerate(rows):
                for name, value in values.items():
                    table[name][i] = value
            tables[section] = table
        _beside_each_other(tables, self.count("summaries"))
        _with_a_path(tables)
        for section in ("buckets", "carries"):
            tables[section] = np.zeros(BUCKETS * self.count("summaries"), dtype=RECORDS[section].dtype)
        for section, count in self._blank.items():
            tables[section] = np.zeros(count, dtype=RECORDS[section].dtype)
        tables["skews"] = np.zeros(SKEWS, dtype=RECORDS["skews"].dtype)
        tables["endings"] = np.zeros(ENDINGS, dtype=RECORDS["endings"].dtype)
        tables["history"] = np.zeros(HISTORY, dtype=RECORDS["history"].dtype)
        tables["hops"] = np.zeros(4096, dtype=RECORDS["hops"].dtype)
        return tables


def _beside_each_other(tables: dict[str, Table], count: int) -> None:
    """Numbers the histograms anew, so that those of a station, its deliveries and the ways that end there, to which a
    message adds at the same moment, stand in one line of the cache or two."""
    measured = {"stations": "", "subscriptions": "station", "edges": "source", "paths": ""}
    stations = max(1, len(tables.get("stations", ())))
    station = np.full(count, stations)
    for section in measured.keys() & tables.keys():
        table = tables[section]
        # A path's row is its start * stations + its end.
        of = table[measured[section]] if measured[section] else np.arange(len(table)) % stations
        used = table["summary"] >= 0
        station[table["summary"][used]] = of[used]
    place = np.empty(count, np.int64)
    place[np.argsort(station, kind="stable")] = np.arange(count)
    for section in measured.keys() & tables.keys():
        used = tables[section]["summary"] >= 0
        tables[section]["summary"][used] = place[tables[section]["summary"][used]]


def _with_a_path(tables: dict[str, Table]) -> None:
    """Every subscription knows one of the ways that end at its station."""
    subscriptions, stations = tables.get("subscriptions"), len(tables.get("stations", ()))
    if subscriptions is None:
        return
    subscriptions["origin"] = subscriptions["path"] = -1
    if not len(tables.get("paths", ())):
        return
    paths = tables["paths"]["summary"].reshape(stations, stations)
    for row in subscriptions:
        origins = np.flatnonzero(paths[:, row["station"]] >= 0)
        if len(origins):
            row["origin"], row["path"] = origins[0], paths[origins[0], row["station"]]
