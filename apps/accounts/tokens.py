import hashlib
import secrets


def new_token() -> str:
    """256 random bits, in characters that an address may have."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """No salt and no slow hash: nobody can guess 256 random bits from their SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()
