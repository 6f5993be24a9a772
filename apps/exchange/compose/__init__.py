"""A Docker Compose file with the brokers and databases of a diagram, their channels already created."""

from .file import write

__all__ = ["write"]
