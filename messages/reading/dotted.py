"""Two figures and a mark between them: a day, a share, or a weight."""

from messages.reading.scene import Scene


def tight(scene: Scene, lead: int, mark: str) -> bool:
    """Dots and dashes must touch the numbers; a slash may stand apart."""
    return mark == "/" or (scene.tokens[lead + 1].glued and scene.tokens[lead + 2].glued)


def dotted_date(scene: Scene, at: int, lead: int) -> bool:
    """17.4 is a day unless it reads as a weight."""
    if scene.word(lead + 3) in ("kg", "k", "can", "ky", "g", "do"):
        return False
    weighed = any(
        scene.span("weight", back) == at and not scene.taken[back] and not scene.inside("cause", back, at)
        for back in range(max(0, at - 3), at)
    )
    return not weighed and (
        lead > at
        or int(scene.word(lead)) > 6
        or scene.word(lead + 3) == "."
        or scene.word(at - 1) in ("sinh", "de", "mat", "tiem", "chet")
    )
