"""The page says what the scripts do, and the scripts name statements that are there."""

from .fidelity import PAGE, checks, page, servers
from .statements import STATEMENTS

ALL = {one.name: one for rows in STATEMENTS.values() for one in rows}


def test_the_page_is_the_one_that_the_scripts_give() -> None:
    assert PAGE.read_text() == page(), "stale: python -m tests.brokers.fidelity"


def test_every_statement_that_a_script_names_is_on_the_page_as_modelled() -> None:
    assert [name for name in checks() if name not in ALL or ALL[name].missing] == []


def test_every_version_was_played() -> None:
    assert all(servers().values())


def test_what_no_script_checks_says_why() -> None:
    checked = checks()
    silent = [one.name for one in ALL.values() if one.name not in checked and not one.unchecked and not one.missing]
    assert silent == []


def test_what_is_checked_gives_no_reason_for_not_being_checked() -> None:
    assert [name for name in checks() if ALL[name].unchecked] == []
