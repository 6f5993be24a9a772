"""The brokers: one folder each, with the same entry points in its `kernel`, its tables in `records`, and how a document
becomes those tables in `compiling`. Nobody needs to read two brokers to change a third.

    publish(arena, m, c)          message m arrives at channel c; the broker takes it over
    poll(arena, k)                the next message for consumer k, or -1; counted by `consumers.hand_out`
    ack(arena, m)                 consumer m.consumer has handled m; the broker forgets it, the caller frees the record
    nack(arena, m, requeue)       it could not: GIVES_BACK, REFUSES it for good, or DIED after it had; the broker owns
                                  the record
    expire(arena, m)              timer m of the broker is due (m.step says what for)
    abandon(arena, m)             consumer m.consumer is gone while it had m; the broker owns the record
    fail(arena, k)                consumer k is gone, after all it had was abandoned
    recover(arena, k)             consumer k is there (again)
    fail_node(arena, b, n), recover_node(arena, b, n)   node n of container b
    seek(arena, g, offset)        group g goes on from an offset; logs only
    unfinished(arena, g)          how many messages of group g wait or are in its consumers' hands
    purge(arena, c)               what waits in channel c is thrown away (cause DROPPED_PURGED)
"""
