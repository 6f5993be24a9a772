"""A visibility timeout shorter than the work: the queue hands out again what is still being worked on.

Amazon SQS developer guide, "Amazon SQS visibility timeout".
"""

from apps.schema.distributions import LogNormal
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, DeadLetter, Publish, Subscribe
from apps.schema.event_types import EventType
from apps.schema.faults import Slow
from apps.schema.nodes import (
    AnyNode,
    AwsMessaging,
    Clients,
    DeadLetterQueue,
    Handler,
    Service,
    Share,
    SnsTopic,
    SqsQueue,
)
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked, row

LANES = {"short": 5_000, "long": 120_000}


def _renderer(name: str, y: float) -> Service:
    return Service(
        name=name,
        position=at(640, y),
        instances=4,
        concurrency=5,
        work=LogNormal(median=1_500, p99=3_000),
        handlers={"render": Handler(on="render_video")},
    )


NODES: dict[str, AnyNode] = {
    "uploads": Clients(
        name="Uploads",
        position=at(0, 92),
        workload=PoissonArrivals(per_second=3),
        sends=[Share(event_type="render_video")],
    ),
    "aws": AwsMessaging(name="SQS and SNS", position=at(288, 0)),
    "videos": SnsTopic(name="videos", parent="aws", position=row(0)),
    "short": SqsQueue(
        name="visible after 5 s",
        parent="aws",
        position=row(1),
        visibility_timeout_ms=LANES["short"],
        max_receive_count=10,
        receive_batch=1,
    ),
    "long": SqsQueue(
        name="visible after 120 s",
        parent="aws",
        position=row(2),
        visibility_timeout_ms=LANES["long"],
        max_receive_count=10,
        receive_batch=1,
    ),
    "videos_dlq": DeadLetterQueue(name="videos-dlq", parent="aws", position=row(3)),
    "short-renderer": _renderer("After 5 s", 36),
    "long-renderer": _renderer("After 120 s", 148),
}

EDGES: dict[str, AnyEdge] = {
    "uploads-videos": Publish(source="uploads", target="videos"),
    **{f"videos-{lane}": Subscribe(source="videos", target=lane) for lane in LANES},
    **{f"{lane}-{lane}-renderer": Subscribe(source=lane, target=f"{lane}-renderer") for lane in LANES},
    **{f"{lane}-videos_dlq": DeadLetter(source=lane, target="videos_dlq") for lane in LANES},
}


def template() -> Template:
    document = Document(
        title="Visibility timeout shorter than the work",
        description="The same videos in two queues: one hides a message for 5 seconds, one for two minutes.",
        story=Story(
            watch="Watch videos of a second or two being rendered, well within both visibility timeouts.",
            break_it="Slow both renderers down fourfold: the upper queue hands out again what is still being rendered, "
            "so that videos are rendered twice and more, and the duplicates keep the slots that the next ones need.",
            learn="The queue cannot know that somebody still works, so the visibility timeout has to be longer than "
            "the slowest work, or be extended while it lasts, and consumers have to be idempotent anyway.",
        ),
        event_types={"render_video": EventType(name="RenderVideo", kind="command", key="videoId", size_bytes=400)},
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "slow": Scenario(
                name="Rendering is 4 times slower for two minutes",
                description="Six seconds a video where the queue waits for five: duplicates grow.",
                until_seconds=240,
                faults=[
                    Slow(target=f"{lane}-renderer", at_seconds=30, duration_seconds=120, factor=4) for lane in LANES
                ],
            )
        },
    )
    return Template(
        name="visibility_timeout",
        title="Visibility timeout shorter than the work",
        summary="What takes longer than the queue waits is done again, and takes the capacity twice.",
        pattern="Longer timeout",
        document=checked(document),
        group="lesson",
    )
