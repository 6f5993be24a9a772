"""Failures whose outcome is known: each a small document that fails as the literature says, beside its remedy."""
