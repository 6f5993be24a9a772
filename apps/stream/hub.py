"""The rooms of this process: one for each run that somebody watches here."""

from uuid import UUID

from apps.stream.room import Room
from apps.stream.viewer import Viewer


class Hub:
    def __init__(self) -> None:
        self.rooms: dict[UUID, Room] = {}

    async def join(self, run: UUID, viewer: Viewer) -> Room:
        """Once it is back, everything that the run does is offered to the viewer."""
        room = self.rooms.get(run)
        if room is None:
            room = self.rooms[run] = Room(run)
        # Before anything is awaited, so that nobody closes the room meanwhile.
        room.viewers.add(viewer)
        try:
            await room.open()
        except BaseException:
            await self.leave(room, viewer)
            raise
        return room

    async def leave(self, room: Room, viewer: Viewer) -> None:
        room.viewers.discard(viewer)
        if not room.viewers and self.rooms.get(room.run) is room:
            del self.rooms[room.run]
            await room.close()


hub = Hub()
