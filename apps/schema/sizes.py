"""How large a message may be at all. Each broker's own limit is a setting of it, of its channels or of their edges."""

LARGEST_MESSAGE = 536_870_912
"""Bytes, 512 MiB: what RabbitMQ can be set to take (MAX_MSG_SIZE in rabbit.hrl), and Redis' strings unless they are set
to more. No other broker takes as much."""

MEBIBYTE = 1_048_576
