"""The brokers there are: one line each here, one branch for each entry point in `kernel.dispatch`."""

from .kafka.records import RECORDS as KAFKA
from .local.records import RECORDS as LOCAL
from .nats.records import RECORDS as NATS
from .rabbitmq.records import RECORDS as RABBITMQ
from .redis_streams.records import RECORDS as REDIS_STREAMS
from .sqs.records import RECORDS as SQS

BROKER_RECORDS = (LOCAL, KAFKA, RABBITMQ, SQS, REDIS_STREAMS, NATS)
