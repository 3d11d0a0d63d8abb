"""How well misspelt village names are known again, and what else is taken for them, by threshold.

Print it: python -m tests.corpus.villages"""

from collections.abc import Iterator
from itertools import product

from messages.reading.gazetteer import CLOSE_ENOUGH, Gazetteer, gazetteer, sample_villages
from messages.reading.lexicon import entries, lexicon
from messages.reading.normal import plain
from messages.reading.phrases import words_of

THRESHOLDS = (70, 74, 76, 78, 80, 82, 84, 86, 90)
LETTERS = "abcdeghiklmnopqrstuvxy"
SLIPS = ("one letter missing", "one letter doubled", "two letters swapped", "one letter wrong", "a space missing")
# Communes and villages of Lai Châu that are none of the sample's.
ELSEWHERE = (
    "Bản Bo, Nà Tăm, Khun Há, Sơn Bình, Hồ Thầu, Giang Ma, Tả Lèng, Thèn Sin, Bản Giang, Bản Hon, Nùng Nàng, Mường So, "
    "Khổng Lào, Bản Lang, Dào San, Mù Sang, Tông Qua Lìn, Pa Vây Sử, Mồ Sì San, Sì Lở Lầu, Ma Ly Pho, Huổi Luông, "
    "Nậm Xe, Sin Suối Hồ, Lản Nhì Thàng, Hoang Thèn, Vàng Ma Chải, Pu Sam Cáp, Nậm Tăm, Noong Hẻo, Căn Co, Nậm Cha, "
    "Tả Phìn, Tả Ngảo, Làng Mô, Xà Dề Phìn, Phăng Sô Lin, Phìn Hồ, Hồng Thu, Tủa Sín Chải, Lùng Thàng, Chăn Nưa, "
    "Pa Khóa, Pa Tần, Nậm Ban, Nậm Pì, Ka Lăng, Thu Lũm, Tá Bạ, Mù Cả, Pa Ủ, Pa Vệ Sủ, Bum Tở, Bum Nưa, Vàng San, "
    "Nậm Khao, Kan Hồ, Tà Tổng, Mường Mô, Nậm Hàng, Nậm Manh, Nậm Chà, Lê Lợi, Trung Chải, Mường Than, Mường Cang, "
    "Mường Kim, Mường Mít, Tà Mung, Tà Hừa, Tà Gia, Khoen On, Pha Mu, Hua Nà, Phúc Than, Phúc Khoa, Pắc Ta, Nậm Cần, "
    "Nậm Sỏ, Trung Đồng, Thân Thuộc, Hố Mít, Tà Mít, Mường Khoa, Nà Phát, Nà Hum, Nà Cà, Thèn Thầu, Hoa Lư, Nà Kiêng, "
    "Nà Luồng, Nà Ít, Nà Khuy, Nà Hiềng, Nà Bỏ, Nà Khương, Nà Sài, Nà Can, Cò Lá, Phiêng Hoi, Phiêng Tiên, Coóc Noọc, "
    "Hợp Nhất, Tân Bình, Vân Sơn, Hoa Bình, Sân Bay, Sin Chải, Chù Lìn, Sì Thâu Chải, Pho Xin Chải"
)


def slips(name: str) -> Iterator[tuple[str, str]]:
    """(kind of slip, the name with it), each slip once."""
    seen = {name}
    for at, letter in enumerate(name):
        before, after = name[:at], name[at + 1 :]
        made = [("a space missing", before + after)] if letter == " " else []
        if letter != " ":
            made += [("one letter missing", before + after), ("one letter doubled", before + letter * 2 + after)]
            made += [("one letter wrong", before + other + after) for other in LETTERS]
        if letter != " " and after[:1] not in ("", " "):
            made.append(("two letters swapped", before + after[0] + letter + after[1:]))
        for kind, slipped in made:
            if slipped not in seen:
                seen.add(slipped)
                yield kind, slipped


def misspelt() -> list[tuple[str, str, str]]:
    """(kind of slip, misspelt name, code) of every sample name."""
    names = gazetteer(sample_villages()).full
    return [
        (kind, slipped, str(code)) for name, code in names.items() if code for kind, slipped in slips(" ".join(name))
    ]


def elsewhere() -> list[str]:
    """Other villages' names, without accents and without the word for a village."""
    return [" ".join(map(plain, words_of(name.removeprefix("Bản ")))) for name in ELSEWHERE.split(", ")]


def words() -> list[str]:
    """Ordinary phrases of one to three words."""
    said = {" ".join(map(plain, words_of(phrase.removeprefix("!")))) for _, _, phrase in entries()}
    return sorted(phrase for phrase in said if len(phrase.split()) <= 3)


def people() -> list[str]:
    """Names of people: families with a middle and a given name, or a given name alone."""
    names = lexicon().names
    families, given = (sorted(filter(str.isascii, names[what])) for what in ("surname", "given"))
    return [f"{family} {middle}{name}" for family, middle, name in product(families, ("", "thi ", "a "), given)]


def share(villages: Gazetteer, said: list[str], threshold: int) -> float:
    """The share of names that are taken for one of ours."""
    return sum(villages.closest(tuple(one.split()), threshold) is not None for one in said) / len(said)


def rows(thresholds: tuple[int, ...] = THRESHOLDS) -> Iterator[tuple[int, dict[str, float]]]:
    """(threshold, shares): slips known again by kind, wrong village, and what else was taken for a village."""
    villages = gazetteer(sample_villages())
    others = {"other villages": elsewhere(), "ordinary words": words(), "people": people()[::7]}
    for threshold in thresholds:
        told: dict[str, list[bool]] = {kind: [] for kind in SLIPS}
        wrong = 0
        for kind, slipped, code in misspelt():
            read = villages.closest(tuple(slipped.split()), threshold)
            told[kind].append(read == code)
            wrong += read not in (code, None)
        known = {kind: sum(hits) / len(hits) for kind, hits in told.items()}
        taken = {what: share(villages, said, threshold) for what, said in others.items()}
        yield threshold, {**known, "the wrong one": wrong / len(misspelt()), **taken}


def table() -> str:
    """The measurement as a table; the threshold in use is bold."""
    measured = list(rows())
    columns = list(measured[0][1])
    lines = [f"| from | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for threshold, shares in measured:
        mark = "**" if threshold == CLOSE_ENOUGH else ""
        lines.append(f"| {mark}{threshold}{mark} | {' | '.join(f'{100 * shares[one]:.1f}%' for one in columns)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
