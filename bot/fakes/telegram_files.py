"""The files that the fake Bot API keeps: sent by users or uploaded by the bot, fetched by a link."""

from itertools import count
from typing import Final

from bot.fakes.telegram_updates import Json

MOST_FETCHED: Final = 20 * 1024 * 1024  # bytes that Telegram lets a bot fetch


class Files:
    """Files by their id; each has a path of its own, under which it is fetched."""

    def __init__(self) -> None:
        """None."""
        self._data: dict[str, bytes] = {}
        self._numbers = count(1)

    def add(self, data: bytes) -> str:
        """Keep a file; gives its id."""
        file_id = f"voice-file-{next(self._numbers)}"
        self._data[file_id] = data
        return file_id

    def forget(self) -> None:
        """Telegram has lost them all."""
        self._data.clear()

    def get(self, file_id: str) -> bytes | None:
        """The bytes, or None."""
        return self._data.get(file_id)

    def described(self, file_id: str) -> Json | None:
        """What `getFile` answers, or None for a file that is not there or too large to be fetched."""
        data = self._data.get(file_id)
        if data is None or len(data) > MOST_FETCHED:
            return None
        unique = f"u-{file_id}"
        return {"file_id": file_id, "file_unique_id": unique, "file_size": len(data), "file_path": f"voice/{file_id}"}

    def at(self, path: str) -> bytes | None:
        """The bytes under a path, or None."""
        return self._data.get(path.removeprefix("voice/"))
