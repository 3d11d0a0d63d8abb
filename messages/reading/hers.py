"""A woman's given name in small letters, when it is a word of other meanings: 'con chi lan', 'chi hoa 3kg'."""

from messages.reading.lexicon import lexicon
from messages.reading.name_words import is_family_name
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.syllables import is_syllable
from messages.reading.tokens import LOWER, MARK, NUMBER, WORD

# Behind "con chị" these are no names: "con chị bị sốt", "nhà chị ở đâu".
_NOT_HERS = word_set(
    "o bi co da moi vua dang cung van chua khong se thi la nay kia ay em gai toi minh cho di ve sinh de mat tiem do "
    "duoc noi bao ban ca dau ho xa nhe a oi va con trong ngoai hom sang chieu toi hai ba tu nam sau bay tam mai"
)
_WHOSE = word_set("con nha cua vo be chau")
_NOBODY = word_set("ay em nay kia o ta minh toi gai oi a do nua")
_ALSO_WORDS = word_set("hai ba tu nam sau bay tam doi")  # names as well, where a birth is told of right behind
_EVENTS = ("birth", "death", "inject", "still")
_SAID = (*_EVENTS, "correct", "undo", "mistake")
_SIZES = (3, 2)  # words of a name before its verb


def called_so(scene: Scene, at: int) -> bool:
    """Whether a word can only be the name of the woman whose title stands before it."""
    if scene.kind(at + 1) == MARK and _house(scene, at) and scene.word(at) not in _NOBODY:
        return is_syllable(scene.word(at))  # "bo sung ca de cua chi do: ..."
    if scene.word(at) == "sinh" and scene.span("birth", at + 1) and scene.word(at - 1) in ("chi", "c"):
        return True  # "chị Sinh đẻ rồi"
    told = scene.word(at) not in lexicon().known or (scene.word(at + 1) == "la" and scene.kind(at + 2) == NUMBER)
    if _house(scene, at) and is_syllable(scene.word(at)) and told and scene.word(at) not in _NOBODY:
        return True  # "con chị Càng là 2kg8"
    if scene.word(at - 1) in ("chi", "c") and scene.word(at) in _ALSO_WORDS and _bears_behind(scene, at + 1):
        return True
    listed = scene.marks[at] in lexicon().names["given"] and scene.word(at) not in _NOT_HERS
    return listed and (_house(scene, at) or _she_bore(scene, at))


def _house(scene: Scene, at: int) -> bool:
    """Behind 'con chị', 'nhà chị', 'của chị'."""
    return at > 1 and scene.word(at - 1) in ("chi", "c") and scene.word(at - 2) in _WHOSE


def _she_bore(scene: Scene, at: int) -> bool:
    """'chi lan sinh con trai', 'c hoa 3kg', 'chi sao, be gai': what is told of a birth right behind her."""
    if scene.word(at - 1) not in ("chi", "c") or not at:
        return False
    behind = at + 1 + (scene.kind(at + 1) == MARK)
    weighed = scene.kind(behind) == NUMBER and scene.word(behind + 1) in ("kg", "k", "can", "ky", "ki")
    told = scene.span("sex", behind) or (behind == at + 1 and scene.span("birth", behind))
    return weighed or bool(told)


def _bears_behind(scene: Scene, at: int) -> bool:
    """'chi sau sinh em be gai', 'chi ba de con thu ba': the verb, and a child."""
    near = range(at + 1, min(scene.size, at + 5))
    child = any(scene.span("sex", k) or scene.word(k) == "con" for k in near if scene.same_clause(at, k))
    return scene.word(at) in ("sinh", "de") and child


def up_to_the_verb(scene: Scene, at: int) -> int:
    """'chi tan su mui de con trai': how many words stand between a title and what she did, a family name first."""
    small = (scene.tokens[at].case == LOWER or not scene.cased) and scene.marks[at] == scene.words[at]
    if not small or scene.word(at - 1) not in ("chi", "c", "me") or not is_family_name(scene, at):
        return 0
    for size in _SIZES:
        words = range(at, at + size)
        if any(scene.kind(k) != WORD or not is_syllable(scene.words[k]) or scene.taken[k] for k in words):
            continue
        events = any(scene.span(kind, k) for k in words for kind in _SAID)
        inside = events or any(scene.words[k] in _NOT_HERS for k in words[1:])
        named = scene.marks[words[-1]] in lexicon().names["given"]
        if named and not inside and any(scene.span(kind, at + size) for kind in _EVENTS):
            return size
    return 0
