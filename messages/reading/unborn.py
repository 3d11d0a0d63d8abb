"""A death told of the unborn, not of the woman: 'thai của chị Mây mất rồi'."""

from messages.reading.scene import Scene

_WHOSE = ("cua", "chi", "co", "em", "vo", "me", "nha")  # behind 'thai': the woman who bore it


def is_of_unborn(scene: Scene, at: int) -> bool:
    """Whether the clause of a word for dying begins with the unborn child: it is the one who died, not she."""
    first = scene.clause.index(scene.clause[at])
    return first < at and scene.word(first) == "thai" and scene.word(first + 1) in _WHOSE
