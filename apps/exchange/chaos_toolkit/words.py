"""The names under which our activities and settings stand in a Chaos Toolkit experiment."""

MODULE = "apps.exchange.chaos_toolkit.activities"
DOCUMENT, SETTINGS = "breakwater_document", "breakwater"
DOCUMENT_VARIABLE = "BREAKWATER_DOCUMENT"

MEASURE, COMPARE, INJECT, OPERATE, SIMULATE, RECOVER = "measure", "compare", "inject", "operate", "simulate", "recover"
HEAL = "heal_all"
