"""Where a person's name begins and ends: names of the peoples of the region, with capitals and accents or without."""

from messages.reading.capitals import breaks, capitals
from messages.reading.hers import called_so, up_to_the_verb
from messages.reading.lexicon import lexicon
from messages.reading.name_words import (
    NEVER_IN_NAMES,
    POLITE,
    are_given,
    ends_double,
    is_double,
    is_family_name,
    is_middle,
    is_next_person,
    reported,
)
from messages.reading.no_names import becomes, is_measure, is_particle, joins, says_something_else
from messages.reading.numbers import number_at
from messages.reading.phrases import word_set
from messages.reading.scene import Scene
from messages.reading.syllables import is_mong_name, is_syllable
from messages.reading.tokens import LOWER, MARK, NUMBER, WORD

_PAIR = 2
_USUAL = 3  # longer names must be made of listed words
# Who speaks or is spoken to: 'con dâu tôi', 'chị mình' name nobody.
_PRONOUNS = frozenset(("tôi", "toi", "mình", "tui", "tớ", "chúng", "chung", "nó"))
_TIMES = word_set("sang trua chieu toi dem khuya")
# Families whose words may still be names when a title or a family name stands before them.
_WEAK = word_set(
    "animal attendant cause optin optout deliver plan negation idiom month shared hypothetical question "
    "zero lost_pregnancy dose school commune adult sign lunar week ago approx over twin_other dream now "
    "still"
)

_ADVERBS = word_set(
    "biet thay nghe noi bao moi vua da sap chua lai co dang tu se em cung deu khong cho duoc bi chi ta minh nho do mo"
)
_OPEN = frozenset(("attendant", "title", "dose"))  # phrases that a name may begin
# Given names that, typed in small letters without accents, are mostly other words: names only where an event follows.
_COMMON = word_set(
    "de do la ca mo sinh say moi may lai co xa na nam so chay chinh giong so pha nhung cho con chu chi cua ngay hom ho "
    "tai luc vang"
)
# The same of family names, where no middle name follows.
_COMMON_FAMILIES = word_set("sinh ho do so ca la va may mua cu lai tai luc dang vi vo chau me ban")
# Names that are too often other words to be trusted with neither title, accent nor capital.
_MANY_MEANINGS = word_set(
    "ma va vi la so su chu mua cao mai tung thao ha ho lai ca cu kim bac chau seo sin pha luc nong man ban ta di do de "
    "nam say may moi mo sang san anh chi em y u lao be tin toi tam an day khoa lam thu tai tan tien duoc dang vang yen"
)
# Family names that are first of all small words before somebody else's name: và, là, của, do, vì, mà, hạng (hàng).
# Behind 'bé', 'cháu' these are no names: ăn, ho, lớn, nhỏ, cả, tầm, đầy, gần, mới.
_NOT_ALONE = word_set(
    "an ho so ca ha ma ta vi su tin tam cao dau oi y u em anh chi ban day nho lon ut khoa ngu khoc to"
)
_POINTING = word_set("ay kia nay no day chau be con em nha minh toi hom luc sau roi vay khi")
_BARE_GIVEN = word_set("thu nam lan nga na xa sen")  # given names that have no accents, in a text that has them
_BORE = word_set("lan thu thi")  # "chi lan sinh con gai": no "lần", "thứ", "thì" stands there
_NAMES_BARE = word_set("an nam thu khoa kim sin san lam")  # in a text with accents these are written without
_DAO_FAMILIES = word_set("tan")  # Tẩn, the commonest of them
_NEVER_IN_RUNS = NEVER_IN_NAMES | _ADVERBS
_NEVER_ALONE = NEVER_IN_NAMES | _COMMON
_NO_FAMILY = _ADVERBS - {"bo", "mo"} | _POINTING  # before an unlisted Thị
_NO_GIVEN = _ADVERBS - {"do", "mo"}
_AS_BEFORE = frozenset(("tinh", "khoe", "song", "on", "binh", "chua", "dang", "con"))
_AFTER_THEN = ("question", "negation", "sign", "hypothetical", "plan", "optin", "over")
_AFTER_THEN_WORDS = word_set("phai co khong nen can duoc bi cho sao")


def name_end(scene: Scene, at: int, titled: bool) -> int:
    """End of a name that begins at a token; `at` itself if none does."""
    if scene.kind(at) != WORD or scene.marks[at] in ("thì", "bị", "từ"):
        return at
    if at + 1 < scene.size and scene.tokens[at].start == scene.tokens[at + 1].start:
        return at  # "Bc" is báo cáo
    if scene.word(at) == "van" and scene.tokens[at].case == LOWER and scene.word(at + 1) in _AS_BEFORE:
        return at  # "me van tinh": vẫn tỉnh
    capital = scene.cased and scene.tokens[at].case != LOWER
    if (not capital and _no_name(scene, at)) or says_something_else(scene, at):
        return at
    weekday = "weekday" in scene.begun[at]
    if weekday and (scene.word(at) == "cn" or not (titled or is_family_name(scene, at))):
        return at  # "Thứ Tư vừa rồi"
    if capital:
        end = capitals(scene, at)
        if end - at > 1 or (titled and (weekday or not breaks(scene, at))):
            return end
    if (
        titled
        and scene.kind(at + 1) == WORD
        and is_double(scene, at + 1)
        and not _phrase_begins(scene, at)
        and not reported(scene, at)
    ):
        return at + 2 + _goes_on(scene, at + 2)  # "chị kim chi đẻ", "hoàng minh khang"
    if titled and (size := up_to_the_verb(scene, at)):
        return at + size
    # "cháu vi minh quân, ...": two given names and no more make the word before them a family.
    other = _other_word(scene, at) and not (titled and are_given(scene, at + 1) and _is_stop(scene, at + 3))
    if is_family_name(scene, at) and not _phrase_begins(scene, at) and not other:
        end = _by_family_name(scene, at, titled)
        if end > at:
            return end
    if titled and _unlisted_family(scene, at):
        return at + 3  # "chi bo thi do de con trai"
    return _given(scene, at) if titled else at


def _no_name(scene: Scene, at: int) -> bool:
    """A word without a capital of its own that, where it stands, begins no name."""
    return is_measure(scene, at) or _of_speech(scene, at) or joins(scene, at)


def _unlisted_family(scene: Scene, at: int) -> bool:
    """'chi bo thi do de con trai': any family name before Thị and a name, where an event follows."""
    if not is_syllable(scene.word(at)) or scene.word(at + 1) != "thi" or scene.kind(at + 2) != WORD:
        return False
    if scene.word(at) in _NO_FAMILY or scene.word(at + 2) in _NO_GIVEN:
        return False
    return _acts_at(scene, at + 3) and not _acts_at(scene, at + 2) and scene.marks[at + 1] != "thì"


def _of_speech(scene: Scene, at: int) -> bool:
    """'con dâu tôi', 'cháu trai sáng thứ bảy': a pronoun, or the time of a day that follows."""
    if scene.tokens[at].marked in _PRONOUNS:
        return not is_middle(scene, at + 1)
    if scene.words[at] not in _TIMES:
        return False
    after = at + 1
    dated = scene.begins(after, "weekday", "day", "dayword")
    return dated or scene.kind(after) == NUMBER or scene.word(after) in ("t", "cn")


def _other_word(scene: Scene, at: int) -> bool:
    """A family name that, so typed, is first of all a verb or a small word: 'be sinh t7', 'be ho tu hom qua'."""
    token = scene.tokens[at]
    other = token.plain in _COMMON_FAMILIES or token.plain in NEVER_IN_NAMES
    if token.marked != token.plain:
        other = token.marked in lexicon().names["function"]  # "mẹ từ trước": no family Từ
    return _small(scene, at) and other and not is_middle(scene, at + 1)


def _small(scene: Scene, at: int) -> bool:
    """Whether a word has no capital of its own: in small letters, or all in capitals as the whole text."""
    return scene.tokens[at].case == LOWER or not scene.cased


def _says_then(scene: Scene, at: int) -> bool:
    """'be ho thi lam sao': 'thì' and what follows it, not Thị and a given name."""
    if not _small(scene, at) or scene.tokens[at].marked != "thi" or scene.word(at - 2) in ("chi", "me"):
        return False
    given = at + 1
    family = scene.tokens[at - 1]
    if (
        not _small(scene, at - 1)
        or family.marked != family.plain
        or (family.plain not in _MANY_MEANINGS and family.plain not in _COMMON_FAMILIES)
    ):
        return False
    then = family.plain in _COMMON_FAMILIES and scene.word(given) in _AFTER_THEN_WORDS
    return then or any(scene.span(family, given) > given + 1 for family in _AFTER_THEN)


def _unlisted(scene: Scene, at: int) -> bool:
    """A word of no list after a title: a name only where what it did follows; 'em cho chích 9 trẻ' had it done."""
    if scene.tokens[at].marked == "cho":
        return False
    if scene.cased and scene.tokens[at].case == LOWER:
        return False
    return scene.begins(at + 1, "birth", "death", "inject", "still")


def _phrase_begins(scene: Scene, at: int) -> bool:
    """'chị đăng ký', typed without accents: another phrase, unless a middle name follows."""
    begun = scene.begun[at]
    if not begun or is_middle(scene, at + 1) or (scene.cased and scene.tokens[at].case != LOWER):
        return False
    return any(end > at + 1 and family not in _OPEN for family, end in begun.items())


def _by_family_name(scene: Scene, at: int, titled: bool) -> int:
    """Family name, middle name, given name, with no help from capitals."""
    if is_middle(scene, at + 1):
        given = at + 2
        if _says_then(scene, at + 1):
            return at
        polite = scene.word(at) == "vang" and (scene.word(given) in POLITE and not titled)
        if scene.kind(given) == WORD and not polite:
            end = given + 1
            return end + 1 if _goes_on(scene, end) else end
        return at + 2 if titled and scene.word(at + 1) == "thi" else at
    for size in (4, 3, 2) if titled else (4, 3):
        if size == _PAIR and _short_run(scene, at) == at + _USUAL:
            return at + _USUAL  # "ME: CHEO MAY NAI": all words up to the end of the line
        if _whole_name(scene, at, size, titled):
            return at + size + ends_double(scene, at + size)
    end = at + 1
    while end - at < 3 and scene.kind(end) == WORD and not (_is_stop(scene, end) or _still(scene, end)):
        end += 1
    if end - at == 3 or (end - at == 2 and titled):
        return end + ends_double(scene, end)
    run = _short_run(scene, at) if titled else at
    if run > at + 1:
        return run
    alone = titled and scene.word(at) not in _NEVER_ALONE and not _is_stop(scene, at, strong=True)
    return at + 1 if alone else at


def _short_run(scene: Scene, at: int) -> int:
    """'chị tẩn mẩy khé, sinh ...': two or three words up to a mark, none of which is a small word; else the start."""
    end = at + 1
    while end < scene.size and scene.kind(end) == WORD and end - at < 4:
        inside = scene.word(end) == "mui" and scene.kind(end + 1) == WORD  # "phàn mùi cói": no "mũi"
        never = scene.word(end) in _NEVER_IN_RUNS and not inside
        if never or scene.taken[end] or not is_syllable(scene.word(end)):
            return at
        end += 1
    return end if 1 < end - at < 4 and scene.kind(end) == MARK and not _phrase_begins(scene, at + 1) else at


def _whole_name(scene: Scene, at: int, size: int, titled: bool) -> bool:
    """'tẩn lở mẩy': words of many meanings that end in a given name, with something else behind."""
    words = range(at + 1, at + size)
    listed = (not titled or size > _USUAL) and not all(_listed(scene, k) for k in (at, *words))
    if listed and (titled or not _opens_and_acts(scene, at, size)):
        return False
    last = at + size - 1
    if any(scene.kind(k) != WORD or _never(scene, k, last) or _told_in_two(scene, k) for k in words):
        return False
    return scene.tokens[last].marked in lexicon().names["given"] and _is_stop(scene, last + 1)


def _told_in_two(scene: Scene, at: int) -> bool:
    """'sinh con', 'tắt thở', 'dự kiến', 'đâu có': words that tell something together."""
    families = ("birth", "death", "plan", "negation", "hearsay", "sign")
    return _still(scene, at) or any(scene.span(family, at) > at + 1 for family in families)


def _still(scene: Scene, at: int) -> bool:
    """'anh pao van chua de': vẫn, no Văn behind a given name."""
    return scene.word(at) == "van" and scene.word(at + 1) in ("chua", "dang", "khoe")


def _never(scene: Scene, at: int, last: int) -> bool:
    """A word that is no part of a name, unless its accents, its neighbour in the name or a verb behind it say so."""
    if scene.word(at) not in NEVER_IN_NAMES:
        return False
    token, names = scene.tokens[at], lexicon().names
    if token.marked != token.plain and token.marked in names["given"] and token.marked not in names["function"]:
        return False
    if scene.strict and token.marked in _BARE_GIVEN:
        return False  # "phạm thu trang", in a text with accents: not "thứ"
    if token.plain == "mui" and at < last and scene.word(at + 1) in names["given"]:
        return False  # "phan mui ghen": not "mũi"
    if (at < last and is_double(scene, at + 1)) or (at == last and is_double(scene, at)):
        return False  # "pham thu trang"
    return not (at == last and token.plain in ("de", "do", "mat") and _acts_at(scene, at + 1))  # "vang my de de"


def _acts_at(scene: Scene, at: int) -> bool:
    return scene.begins(at, "birth", "death", "inject", "still")


def _opens_and_acts(scene: Scene, at: int, size: int) -> bool:
    """'chẻo tả mẩy vừa đẻ': a family name at the beginning of a clause, and an event right behind the name."""
    opens = (
        at == 0
        or scene.kind(at - 1) != WORD
        or scene.word(at - 1) == "cho"
        or (scene.word(at - 1) == "la" and at > 1 and bool(scene.taken[at - 2]))
        or any(scene.span("day", k) == at for k in range(max(0, at - 3), at))
    )
    ends = scene.kind(at + size) != WORD or scene.span("day", at + size) > 0
    given_to = scene.word(at - 1) == "cho" and scene.has("inject") and ends
    in_list = size >= _USUAL and _all_in_lists(scene, at, size) and scene.word(at + size) in (",", "va", ";", "(")
    aged = size >= _USUAL and scene.kind(at + size) == NUMBER and scene.word(at + size + 1) in ("tuoi", "thang", "ngay")
    acts = (
        given_to
        or in_list
        or (aged and _all_in_lists(scene, at, size))
        or scene.begins(at + size, "birth", "death", "inject", "still")
    )
    return opens and acts and (scene.word(at) not in _MANY_MEANINGS or scene.word(at) in _DAO_FAMILIES)


def _all_in_lists(scene: Scene, at: int, size: int) -> bool:
    """'tan lao ta, lo van thom tiem ...': an item of a list, each word of it a name's."""
    names = lexicon().names
    given = names["given"]
    return at + size <= scene.size and all(scene.marks[k] in given for k in range(at + 1, at + size))


def _listed(scene: Scene, at: int) -> bool:
    """Whether a word is of the lists of names and, typed in small letters without accents, first of all a name."""
    names, token = lexicon().names, scene.tokens[at] if at < scene.size else None
    if token is None or not any(token.marked in names[family] for family in ("surname", "middle", "given")):
        return False
    meant = token.marked != token.plain or not _small(scene, at) or (scene.strict and token.plain in _NAMES_BARE)
    return meant or token.plain not in _MANY_MEANINGS


def _goes_on(scene: Scene, at: int) -> bool:
    """A second given name: 'Thu Hà', 'Lan Anh'."""
    if at >= scene.size or scene.taken[at]:
        return False  # "vang thi lan na san": the village is read already
    if is_next_person(scene, at) or is_particle(scene, at):
        return False
    if is_double(scene, at):
        return True
    return scene.kind(at) == WORD and scene.tokens[at].marked in lexicon().names["given"] and not _is_stop(scene, at)


def _small_word(scene: Scene, at: int) -> bool:
    """'bé trai tai trạm', typed without accents: not the name Tải."""
    token = scene.tokens[at]
    said = token.marked != token.plain or (scene.strict and token.plain in _BARE_GIVEN)
    said = said or (token.plain in _BORE and scene.word(at + 1) in ("sinh", "de"))
    return _small(scene, at) and not said and token.plain in NEVER_IN_NAMES


def _given(scene: Scene, at: int) -> int:
    """A given name alone, after a title."""
    if called_so(scene, at):
        return at + 1  # "be nha chi lan", "con chi dung"
    pronoun = scene.tokens[at].marked in ("tôi", "mình", "nó", "tao", "họ")
    if pronoun or _phrase_begins(scene, at) or _small_word(scene, at):
        return at
    names = lexicon().names
    word = scene.tokens[at].marked
    if is_mong_name(word) and word not in lexicon().known:
        return at + 1  # "chị blia đẻ"
    listed = word in names["given"] or word in names["surname"]
    if listed and scene.word(at) not in _ADVERBS and _unlisted(scene, at):
        return at + 1
    if listed and _told_apart(scene, at):
        return at + 1
    if _is_stop(scene, at):
        if not listed or _is_stop(scene, at, strong=True) or not _is_stop(scene, at + 1):
            return at
    elif not listed and not _unlisted(scene, at):
        return at
    if (word in _COMMON or word == "ngoan") and not _unlisted(scene, at):
        return at
    end = at + 1
    while end - at < 3 and scene.kind(end) == WORD and not (_is_stop(scene, end) or _still(scene, end)):
        end += 1
    return end


def _told_apart(scene: Scene, at: int) -> bool:
    """'be dua con chi Thom', 'be say 2 tuoi': what stands behind leaves no other reading than a name."""
    if scene.word(at) in _NEVER_IN_RUNS or scene.word(at) in _NOT_ALONE:
        return False
    hit = number_at(scene, at + 1)
    aged = hit is not None and scene.word(hit[1]) in ("tuoi", "thang", "ngay")
    return aged or scene.begins(at + 1, "of_mother", "my_child", "wife", "of_house")


def _is_stop(scene: Scene, at: int, *, strong: bool = False) -> bool:
    """Whether a word is no name here. `strong`: even where a name is expected."""
    if scene.kind(at) != WORD or (scene.tokens[at].case == LOWER and not is_syllable(scene.word(at))):
        return True
    if is_measure(scene, at) or (scene.word(at) == "thanh" and becomes(scene, at + 1)):
        return True
    if not strong and scene.tokens[at].marked in lexicon().names["function"]:
        return True
    begun = scene.begun[at]
    return not _WEAK.issuperset(begun) if strong else bool(begun)
