"""Where a person's name begins and ends: names of the peoples of the region, with capitals and accents or without."""

from messages.reading.lexicon import lexicon
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.syllables import is_syllable
from messages.reading.tokens import LOWER, MARK, NUMBER, UPPER, WORD

LONGEST = 5  # words
# After "vang a" these make a polite yes, not a name.
_POLITE = word_set("chi em anh co bac chau bs nhe nha c e ok cam cac thay ban")
# Who speaks or is spoken to: 'con dâu tôi', 'chị mình' name nobody.
_PRONOUNS = frozenset(("tôi", "toi", "mình", "tui", "tớ", "chúng", "chung", "nó"))
_TIMES = word_set("sang trua chieu toi dem khuya")
# Families whose words may still be names when a title or a family name stands before them.
_WEAK = word_set(
    "animal attendant cause optin optout deliver plan negation idiom month shared hypothetical question "
    "zero lost_pregnancy dose school commune adult sign lunar week ago approx over twin_other dream now "
    "still"
)

# Before a verb these are adverbs even after a title: 'chị mới sinh', 'chị lại đẻ'.
_ADVERBS = word_set("bao moi vua da sap chua lai co dang tu se em cung deu khong cho duoc bi chi ta minh nho do mo")
# Never inside a name typed without capitals.
NEVER_IN_NAMES = word_set(
    "sinh de mat chet tiem chich uong o tai hom ngay con be chau trai gai moi vua da bi duoc luc va la ten nam nu thu "
    "nang tu khong chua roi lan mui ban thon do vi me bo nha tram vien so benh"
)
_OPEN = frozenset(("attendant", "title", "dose"))  # phrases that a name may begin
# Given names that, typed in small letters without accents, are mostly other words: names only where an event follows.
_COMMON = word_set(
    "de do la ca mo sinh say moi may lai co xa na nam so chay chinh giong so pha nhung cho con chu chi cua ngay hom ho "
    "tai luc"
)
# The same of family names, where no middle name follows.
_COMMON_FAMILIES = word_set("sinh ho do so ca la va may mua cu lai tai luc dang vi vo chau me ban")
_AFTER_THEN = ("question", "negation", "sign", "hypothetical", "plan", "optin", "over")
_AFTER_THEN_WORDS = word_set("phai co khong nen can duoc bi cho sao")
_BREAKING = ("vaccine", "place", "day", "weekday", "commune", "sex", "birth", "death")


def is_family_name(scene: Scene, at: int) -> bool:
    """Whether a word is a family name of the region, its accents included."""
    return at < scene.size and scene.tokens[at].kind == WORD and scene.tokens[at].marked in lexicon().names["surname"]


def is_middle(scene: Scene, at: int) -> bool:
    """Thị, Văn, A: the middle names that say that a name goes on."""
    return scene.kind(at) == WORD and scene.tokens[at].marked in lexicon().names["middle"]


def name_end(scene: Scene, at: int, titled: bool) -> int:
    """End of a name that begins at a token; `at` itself if none does."""
    if scene.kind(at) != WORD or scene.tokens[at].marked in ("thì", "bị") or _no_name(scene, at):
        return at
    if scene.cased and scene.tokens[at].case != LOWER:
        end = _capitals(scene, at)
        if end - at > 1 or (titled and (scene.span("weekday", at) or not _breaks(scene, at))):
            return end
    if is_family_name(scene, at) and not _phrase_begins(scene, at) and not _other_word(scene, at):
        end = _by_family_name(scene, at, titled)
        if end > at:
            return end
    return _given(scene, at) if titled else at


def _no_name(scene: Scene, at: int) -> bool:
    """'con dâu tôi', 'cháu trai sáng thứ bảy': a pronoun, or the time of a day that follows."""
    if scene.cased and scene.tokens[at].case != LOWER:
        return False
    if scene.tokens[at].marked in _PRONOUNS:
        return not is_middle(scene, at + 1)
    after = at + 1
    dated = scene.span("weekday", after) or scene.span("day", after) or scene.span("dayword", after)
    return scene.word(at) in _TIMES and bool(dated or scene.kind(after) == NUMBER or scene.word(after) in ("t", "cn"))


def _other_word(scene: Scene, at: int) -> bool:
    """A family name that, so typed, is first of all a verb or a small word: 'be sinh t7', 'be ho tu hom qua'."""
    token = scene.tokens[at]
    return (
        (token.case == LOWER or scene.upper)
        and token.marked == token.plain
        and token.plain in _COMMON_FAMILIES
        and not is_middle(scene, at + 1)
    )


def _says_then(scene: Scene, at: int) -> bool:
    """'be ho thi lam sao': 'thì' and what follows it, not Thị and a given name."""
    if scene.tokens[at].case != LOWER or scene.tokens[at].marked != "thi":
        return False
    given = at + 1
    doubtful = scene.word(at - 1) in _COMMON_FAMILIES and scene.tokens[at - 1].case == LOWER
    ill = doubtful or scene.word(at - 2) in ("da", "bi", "mat", "nguoi")  # "da vang thi bo bu"; not "giang thi mo mat"
    return (doubtful and scene.word(given) in _AFTER_THEN_WORDS) or any(
        scene.span(family, given) > given + 1 for family in _AFTER_THEN if ill or family != "sign"
    )


def _unlisted(scene: Scene, at: int) -> bool:
    """A word of no list after a title: a name only where what it did follows."""
    if scene.cased and scene.tokens[at].case == LOWER:
        return False
    return any(scene.span(family, at + 1) for family in ("birth", "death", "inject", "still"))


def _phrase_begins(scene: Scene, at: int) -> bool:
    """'chị đăng ký', typed without accents: another phrase, unless a middle name follows."""
    if is_middle(scene, at + 1) or (scene.cased and scene.tokens[at].case != LOWER):
        return False
    return any(spans[at][0] > at + 1 for family, spans in scene.spans.items() if at in spans and family not in _OPEN)


def _capitals(scene: Scene, at: int) -> int:
    """The run of capitalised words, up to a word that begins something else."""
    end = at + 1
    while end < scene.size and end - at < LONGEST:
        token = scene.tokens[end]
        if token.kind != WORD or token.case == LOWER or scene.taken[end]:
            break  # "Hoàng Thị Loan Thống Nhất": the village is read already
        if not is_middle(scene, end - 1) and _ends_capitals(scene, at, end):
            break
        end += 1
    if (
        end < scene.size
        and is_middle(scene, end - 1)
        and end - at > 1
        and scene.tokens[end].kind == WORD
        and scene.word(end) not in _POLITE | NEVER_IN_NAMES
        and not is_middle(scene, end - 2)  # "Lo Van A sinh 2024": A is the given name
    ):
        end += 1  # "Vàng A páo"
    return end


def _ends_capitals(scene: Scene, at: int, end: int) -> bool:
    """A capitalised word that begins something else: a vaccine's letters, a place, a day."""
    if scene.tokens[end].case == UPPER and scene.tokens[at].case != UPPER:
        return True
    return not is_middle(scene, end) and _breaks(scene, end)


def _breaks(scene: Scene, at: int) -> bool:
    """Whether a phrase of two words or more, or a vaccine's capitals, begin here."""
    if scene.tokens[at].case == UPPER and scene.span("vaccine", at):
        return True
    return any(scene.span(family, at) > at + 1 for family in _BREAKING)


def _by_family_name(scene: Scene, at: int, titled: bool) -> int:
    """Family name, middle name, given name, with no help from capitals."""
    if is_middle(scene, at + 1):
        given = at + 2
        if _says_then(scene, at + 1):
            return at
        polite = scene.word(at) == "vang" and (scene.word(given) in _POLITE and not titled)
        if scene.kind(given) == WORD and not polite:
            end = given + 1
            return end + 1 if _goes_on(scene, end) else end
        return at + 2 if titled and scene.word(at + 1) == "thi" else at
    for size in (3, 2) if titled else ():
        if _whole_name(scene, at, size):
            return at + size
    end = at + 1
    while end < scene.size and end - at < 3 and scene.kind(end) == WORD and not _is_stop(scene, end):
        end += 1
    if end - at == 3 or (end - at == 2 and titled):
        return end
    run = _short_run(scene, at) if titled else at
    if run > at + 1:
        return run
    alone = titled and not _is_stop(scene, at, strong=True) and scene.word(at) not in NEVER_IN_NAMES | _COMMON
    return at + 1 if alone else at


def _short_run(scene: Scene, at: int) -> int:
    """'chị tẩn mẩy khé, sinh ...': two or three words up to a mark, none of which is a small word; else the start."""
    end = at + 1
    while end < scene.size and scene.kind(end) == WORD and end - at < 4:
        if scene.word(end) in NEVER_IN_NAMES | _ADVERBS or scene.taken[end] or not is_syllable(scene.word(end)):
            return at
        end += 1
    return end if 1 < end - at < 4 and scene.kind(end) == MARK and not _phrase_begins(scene, at + 1) else at


def _whole_name(scene: Scene, at: int, size: int) -> bool:
    """'tẩn lở mẩy': words of many meanings that end in a given name, with something else behind."""
    words = range(at + 1, at + size)
    if any(scene.kind(k) != WORD or scene.word(k) in NEVER_IN_NAMES for k in words):
        return False
    last = at + size - 1
    return scene.tokens[last].marked in lexicon().names["given"] and _is_stop(scene, last + 1)


def _goes_on(scene: Scene, at: int) -> bool:
    """A second given name: 'Thu Hà'."""
    free = scene.kind(at) == WORD and not scene.taken[at]  # "vang thi lan na san": the village is read already
    return free and scene.tokens[at].marked in lexicon().names["given"] and not _is_stop(scene, at)


def _given(scene: Scene, at: int) -> int:
    """A given name alone, after a title."""
    if _phrase_begins(scene, at):
        return at
    names = lexicon().names
    word = scene.tokens[at].marked
    listed = word in names["given"] or word in names["surname"]
    if listed and scene.word(at) not in _ADVERBS and _unlisted(scene, at):
        return at + 1
    if _is_stop(scene, at):
        if not listed or _is_stop(scene, at, strong=True) or not _is_stop(scene, at + 1):
            return at
    elif not listed and not _unlisted(scene, at):
        return at
    if word in _COMMON and not _unlisted(scene, at):
        return at
    end = at + 1
    while end < scene.size and end - at < 3 and scene.kind(end) == WORD and not _is_stop(scene, end):
        end += 1
    return end


def _is_stop(scene: Scene, at: int, *, strong: bool = False) -> bool:
    """Whether a word is no name here. `strong`: even where a name is expected."""
    if scene.kind(at) != WORD or (scene.tokens[at].case == LOWER and not is_syllable(scene.word(at))):
        return True
    if not strong and scene.tokens[at].marked in lexicon().names["function"]:
        return True
    return any(at in spans and not (strong and family in _WEAK) for family, spans in scene.spans.items())
