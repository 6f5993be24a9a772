"""Kafka's default partitioner for keyed records: murmur2, as in the Java client (BuiltInPartitioner, Utils)."""

_WORD = 0xFFFFFFFF
_M, _R, _SEED = 0x5BD1E995, 24, 0x9747B28C


def murmur2(data: bytes) -> int:
    """The 32-bit murmur2 hash of a key, as an unsigned number."""
    length = len(data)
    h = (_SEED ^ length) & _WORD
    whole = length - length % 4
    for at in range(0, whole, 4):
        k = int.from_bytes(data[at : at + 4], "little")
        k = k * _M & _WORD
        k ^= k >> _R
        k = k * _M & _WORD
        h = (h * _M & _WORD) ^ k
    rest = data[whole:]
    if rest:
        h ^= int.from_bytes(rest, "little")
        h = h * _M & _WORD
    h ^= h >> 13
    h = h * _M & _WORD
    return h ^ (h >> 15)


def positive_hash(key: str) -> int:
    """What is taken modulo the partitions: the hash without its sign bit."""
    return murmur2(key.encode()) & 0x7FFFFFFF
