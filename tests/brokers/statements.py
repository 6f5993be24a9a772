"""What is said of each broker, in the order of the fidelity page. A script names the statements that it checks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """`unchecked`: why no script holds it, of what is modelled. `missing`: why it is not modelled at all."""

    name: str
    says: str
    unchecked: str = ""
    missing: str = ""


ONE_NODE = "the real server is a single node"
NO_CLOCK = "the real server would need longer than a test may take"
OWN = "the vendor says nothing that could be held against it"

RABBITMQ = [
    Statement("rabbitmq.default_exchange", "The default exchange brings a message to the queue of that name."),
    Statement("rabbitmq.direct", "Direct exchanges: the binding key equals the routing key; every such queue a copy."),
    Statement("rabbitmq.topic", "Topic exchanges: `*` is one word, `#` any number; two bindings that match, one copy."),
    Statement("rabbitmq.fanout", "Fanout exchanges ignore the key."),
    Statement("rabbitmq.headers", "Headers exchanges, all headers or any."),
    Statement("rabbitmq.alternate", "What no binding takes goes to the alternate exchange."),
    Statement("rabbitmq.exchange_to_exchange", "Exchanges bound to exchanges; one copy for each queue."),
    Statement("rabbitmq.unroutable", "What no queue takes is dropped."),
    Statement("rabbitmq.mandatory", "Published as mandatory it comes back, unless an alternate exchange takes it."),
    Statement("rabbitmq.order", "A queue keeps the order of its messages."),
    Statement("rabbitmq.round_robin", "Consumers that have room take turns."),
    Statement("rabbitmq.prefetch", "Prefetch limits what one consumer holds; 0: everything is handed out."),
    Statement("rabbitmq.single_active", "A single active consumer gets everything until it is lost."),
    Statement("rabbitmq.priority", "Higher priorities first in classic queues, the older first inside one."),
    Statement("rabbitmq.redelivered", "What comes back is marked as redelivered."),
    Statement(
        "rabbitmq.requeue_position",
        "A requeued message takes its old place; in quorum queues the first, or, before 4.3 without a limit, the last.",
    ),
    Statement("rabbitmq.reject", "Rejected without a dead letter exchange: dropped."),
    Statement("rabbitmq.crash", "A lost consumer's messages go back to the queue, in their order."),
    Statement("rabbitmq.automatic", "Acknowledged automatically: lost with the consumer."),
    Statement("rabbitmq.purge", "A purge takes what is ready, not what is handed out."),
    Statement(
        "rabbitmq.queue_ttl", "Time to live of a queue: what is handed out does not age out, a requeue keeps the age."
    ),
    Statement(
        "rabbitmq.message_ttl",
        "Time to live of a message: at the head only, the shorter counts, gone in a dead letter.",
    ),
    Statement("rabbitmq.drop_head", "Past its length a queue drops its oldest; what is handed out does not count."),
    Statement("rabbitmq.reject_publish", "Or it refuses the newest, with or without dead-lettering it."),
    Statement("rabbitmq.length_bytes", "Length limits in bytes."),
    Statement("rabbitmq.dlx.rejected", "Dead-lettered as rejected."),
    Statement("rabbitmq.dlx.expired", "Dead-lettered as expired."),
    Statement("rabbitmq.dlx.maxlen", "Dead-lettered as maxlen."),
    Statement("rabbitmq.dlx.delivery_limit", "Dead-lettered as delivery_limit."),
    Statement("rabbitmq.dlx.routing_key", "A dead letter keeps its routing key, or gets the queue's."),
    Statement("rabbitmq.x_death", "x-death: a line for each queue and reason, the newest first, counted."),
    Statement("rabbitmq.cycle", "A cycle of dead letters is dropped unless a rejection is in it."),
    Statement("rabbitmq.delivery_limit", "Quorum queues count returns and give up past their limit."),
    Statement(
        "rabbitmq.default_limit",
        "Since 4.0 a quorum queue that names no limit gives up after 20 returns; before, it has no limit.",
    ),
    Statement("rabbitmq.no_limit", "Since 4.0 a limit of -1 is none at all."),
    Statement(
        "rabbitmq.count_goes_along", "Since 4.3 failed deliveries go on counting in the next queue of a dead letter."
    ),
    Statement("rabbitmq.nack_uncounted", "Since 4.3 a nack that requeues does not count to the limit."),
    Statement("rabbitmq.reject_counted", "Since 4.3 a reject that requeues counts like a lost consumer."),
    Statement(
        "rabbitmq.quorum_priority",
        "Quorum queues have no priorities before 4.0; since 4.0 two, of which the low one gets every third turn.",
    ),
    Statement(
        "rabbitmq.strict_priority",
        "Since 4.3 they have 32, the highest first, and a message without one has 4; each expires by itself.",
    ),
    Statement("rabbitmq.majority", "A quorum queue needs the majority of its replicas.", ONE_NODE),
    Statement(
        "rabbitmq.confirms",
        "Without confirms a crash of the broker loses what it had not stored.",
        "the moment of a crash cannot be chosen on the real server",
    ),
    Statement(
        "rabbitmq.consumer_timeout",
        "Unacknowledged for too long: the consumer is cut off and loses all it holds. Since 4.3 it loses what is "
        "overdue, and that does not count; classic queues wait for ever.",
    ),
    Statement(
        "rabbitmq.memory_alarm", "A memory alarm blocks publishers.", "it would block every other script on the server"
    ),
    Statement(
        "rabbitmq.at_least_once",
        "Dead-lettered at least once: kept, and counted for the length, until a queue takes it; tried every three "
        "minutes. With drop-head it falls back to at most once.",
    ),
    Statement(
        "rabbitmq.consumer_priority",
        "Priorities of consumers.",
        missing="the instances of a service are each other's like",
    ),
    Statement(
        "rabbitmq.delayed_retry",
        "Delayed retries of quorum queues, since 4.3.",
        missing="a retry topic, or a waiting queue with a time to live, draws the delay",
    ),
    Statement(
        "rabbitmq.mirroring",
        "Mirrored classic queues, until 3.13.",
        missing="4.0 removed them; quorum queues replace them",
    ),
    Statement("rabbitmq.rpc", "Requests with reply-to and correlation id: each reply finds its own."),
    Statement("rabbitmq.rpc_again", "A request that comes again is answered again; one reply is taken."),
    Statement("rabbitmq.rpc_late", "Replies to a caller that gave up, or is gone, are dropped."),
    Statement("rabbitmq.rpc_unanswered", "Requests that expire, are pushed out, refused or rejected get no reply."),
    Statement("rabbitmq.rpc_dead", "A dead-lettered request keeps reply-to and correlation id."),
    Statement(
        "rabbitmq.rpc_broker",
        "No request and no reply passes a broker that is down; replies wait while it blocks publishers.",
        "the moment of a crash cannot be chosen on the real server",
    ),
    Statement(
        "rabbitmq.rpc_shared",
        "Callback queues that callers share, or that outlive their caller.",
        missing="a caller's callback queue is its own and gone with it, as by Direct Reply-to",
    ),
    Statement(
        "rabbitmq.streams", "RabbitMQ streams and superstreams.", missing="logs are drawn with Kafka, Redis or NATS"
    ),
]

KAFKA = [
    Statement("kafka.partitioner", "A key's partition: murmur2, positive, modulo the partitions."),
    Statement("kafka.unkeyed", "Records without a key are all there."),
    Statement("kafka.order", "Order inside a partition, in replay too."),
    Statement("kafka.groups", "Each group gets every record."),
    Statement("kafka.assignment", "A partition has one owner; members beyond the partitions idle."),
    Statement("kafka.eager", "The range assignor shares out evenly."),
    Statement("kafka.cooperative", "The cooperative assignor shares out evenly."),
    Statement("kafka.session_timeout", "A lost member's partitions stand still until its session times out."),
    Statement("kafka.redelivery", "Records since the last commit come again after a crash."),
    Statement("kafka.commit", "A commit covers everything before it in its partition."),
    Statement("kafka.auto_commit", "Automatic commits at their interval."),
    Statement("kafka.reset", "A group without commits starts where its reset policy says."),
    Statement("kafka.seek", "A group may go back and ahead, by place and by time."),
    Statement("kafka.lag", "Lag is the end of the log less what is committed."),
    Statement("kafka.dead_letter", "Dead letters are the application's: sent to another topic."),
    Statement(
        "kafka.sticky",
        "Unkeyed records fill a batch on one partition, then move on.",
        "the client at hand is librdkafka, whose rule is another than the Java client's",
    ),
    Statement(
        "kafka.batches",
        "Linger, batch size, batches in flight.",
        "they change when, not what; the real clock is no measure",
    ),
    Statement("kafka.acks", "acks, in-sync replicas, delivery timeout.", ONE_NODE),
    Statement("kafka.election", "Leader election, unclean election.", ONE_NODE),
    Statement("kafka.retention", "Retention by time and bytes, read or not.", "Tansu keeps everything in memory"),
    Statement(
        "kafka.stop_the_world",
        "An eager rebalance stops all members, a cooperative one only what moves.",
        "when a real member notices is a race",
    ),
    Statement(
        "kafka.max_poll",
        "Who works longer than max.poll.interval.ms leaves the group.",
        "librdkafka ties it to its own poll, not to the work",
    ),
    Statement(
        "kafka.transactions",
        "Transactions and exactly-once.",
        missing="idempotent consumers and outboxes are drawn instead",
    ),
    Statement("kafka.compaction", "Compacted topics.", missing="messages carry no state to keep the latest of"),
    Statement(
        "kafka.share_groups",
        "Share groups (queues for Kafka).",
        missing="new in 4.x; a classic group is what the canvas draws",
    ),
]

SQS = [
    Statement("sqs.visibility", "A received message is hidden until deleted or its visibility timeout ends."),
    Statement("sqs.receive_count", "Receives are counted."),
    Statement("sqs.change_visibility", "Visibility set to nothing: again at once."),
    Statement("sqs.crash", "What a lost consumer held comes again after the timeout."),
    Statement("sqs.batch", "A receive of up to ten hides all of its messages."),
    Statement("sqs.redrive", "Received more than maxReceiveCount times: moved to the dead letter queue."),
    Statement("sqs.redrive_back", "Redriven from the dead letter queue to its source, counted anew."),
    Statement("sqs.purge", "A purge empties the queue."),
    Statement("sqs.delay", "Delay of a queue, and of one message instead."),
    Statement("sqs.standard_duplicates", "A standard queue does not look for duplicates."),
    Statement("sqs.fifo_order", "FIFO: order in a message group."),
    Statement("sqs.fifo_groups", "FIFO: a group with a message in flight is blocked, others go on."),
    Statement("sqs.dedup_id", "FIFO: a deduplication id is taken once."),
    Statement("sqs.dedup_content", "FIFO: the same content is taken once."),
    Statement("sns.fan_out", "SNS copies to every subscription, each copy by itself."),
    Statement("sns.filter", "Filter policies on attributes: lists of values, all keys together."),
    Statement("sns.filter_texts", "Filter policies: prefix, suffix, anything-but, equals-ignore-case."),
    Statement("sns.filter_numbers", "Filter policies: numbers, ranges, any number but some."),
    Statement("sns.filter_exists", "Filter policies: an attribute is there or not."),
    Statement(
        "sns.filter_or",
        "Filter policies: $or, cidr, wildcard, anything but a suffix or a wildcard.",
        "moto takes none of them on attributes; the examples of the developer guide are played on the engine alone",
    ),
    Statement(
        "sqs.dedup_window",
        "The deduplication window of five minutes, deleted messages included.",
        "moto forgets what is deleted, and five minutes are too long",
    ),
    Statement(
        "sqs.best_effort",
        "Standard queues: order as best effort, sometimes delivered twice.",
        "moto keeps order and never repeats",
    ),
    Statement("sqs.in_flight", "At most 120,000 in flight.", "moto has no limit"),
    Statement("sqs.retention", "Retention; dead letters of standard queues keep their first time.", NO_CLOCK),
    Statement("sqs.long_poll", "Long polling.", "it changes when, not what"),
    Statement("sqs.throughput", "Calls per second of FIFO queues, batches of sends.", "moto does not throttle"),
    Statement("sns.retries", "SNS' retries to HTTP subscribers.", "moto does not retry"),
    Statement(
        "sns.filter_body",
        "Filter policies on the message's body; attributes that are lists (String.Array).",
        missing="messages have no body here, only headers",
    ),
    Statement(
        "sqs.encryption", "Permissions, encryption, message attributes beyond ten.", missing="nothing flows differently"
    ),
]

REDIS = [
    Statement("redis.order", "A stream's entries come in order."),
    Statement("redis.group", "Consumers of a group share the entries; each group gets all; it keeps its place."),
    Statement("redis.no_key_affinity", "No key affinity: two consumers work on one key at once."),
    Statement("redis.pending", "What is read stays pending until acknowledged; nothing comes again by itself."),
    Statement("redis.claim", "Idle entries are claimed, from living consumers too."),
    Statement("redis.delivery_count", "Each claim counts a delivery."),
    Statement("redis.claim_count", "A claim takes at most COUNT entries."),
    Statement("redis.dead_letter", "Dead letters are the application's: added to another stream."),
    Statement("redis.trim", "Exact trimming takes entries unread, read or pending."),
    Statement("redis.trim_approximate", "Approximate trimming keeps at least the limit."),
    Statement("redis.start", "A new group may start at a time, past or still to come."),
    Statement("redis.seek", "A group may be set back and ahead, by place and by time."),
    Statement(
        "redis.fsync",
        "appendfsync everysec loses up to a second on a crash.",
        "the moment of a crash cannot be chosen on the real server",
    ),
    Statement("redis.replication", "A failover loses what was not replicated yet.", ONE_NODE),
    Statement(
        "redis.blocks",
        "Where approximate trimming cuts: whole blocks of the radix tree.",
        "its blocks depend on the bytes of the entries",
    ),
    Statement("redis.xdel", "XDEL of single entries.", missing="nobody on the canvas deletes one"),
]

NATS = [
    Statement("nats.order", "A stream's messages come in order."),
    Statement("nats.consumer", "Instances share a consumer; each consumer gets all; it keeps its place."),
    Statement("nats.ack_wait", "Not acknowledged in time: delivered again."),
    Statement("nats.delivery_count", "Deliveries are counted."),
    Statement("nats.nak", "A nak delivers again at once, before what is new."),
    Statement("nats.term", "A terminated message is not delivered again."),
    Statement("nats.max_deliver", "After its last delivery a message is left alone, in the stream."),
    Statement("nats.max_ack_pending", "At most so many wait for acknowledgement, over all instances."),
    Statement("nats.duplicates", "A message id is taken once in the window."),
    Statement("nats.limits", "By limits a stream keeps what is acknowledged."),
    Statement("nats.discard_old", "A full stream discards its oldest, worked on or not."),
    Statement("nats.discard_new", "Or refuses the newest."),
    Statement("nats.max_age", "Messages past their age are gone."),
    Statement("nats.work_queue", "A work queue removes what is acknowledged."),
    Statement("nats.interest", "By interest a message stays until every consumer has acknowledged it."),
    Statement("nats.replay", "A consumer may be made again to start from the beginning, the end or a time."),
    Statement("nats.start", "A new consumer may start at a number or a time; past the end, with what comes next."),
    Statement("nats.window", "The duplicate window ends.", NO_CLOCK),
    Statement("nats.majority", "A stream needs the majority of its replicas.", ONE_NODE),
    Statement(
        "nats.core",
        "Core NATS without a stream; mirrors and sources of streams.",
        missing="what nobody keeps cannot be shown as a channel",
    ),
]

STATEMENTS = {"rabbitmq": RABBITMQ, "kafka": KAFKA, "sqs": SQS, "redis": REDIS, "nats": NATS}
