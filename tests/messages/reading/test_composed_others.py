"""What must never become a report, and what must be heard: composed of people, words and tails."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from messages.reading.lexicon import load_words
from messages.reading.normal import plain
from messages.reading.understand import understand
from messages.reading.understanding import NEW_REPORTS, Kind
from tests.messages.reading.sample import CONTEXT

Parts = tuple[tuple[str, ...], ...]
WOMEN = ("chị Hoa ", "chị Lò Thị Sen ", "em dâu nhà bác Toản ")
CHILDREN = ("cháu Páo ", "bé Lò Thị Nga ", "cháu bé nhà chị Hoa ")
BEARS = ("sinh", "đẻ", "sinh con", "đẻ con trai")
DIED = ("mất rồi", "chết rồi", "mất hôm qua")
POLITE = ("", " ạ", " nhé chị", " 🙏")
NEVER: dict[str, Parts] = {
    "not born yet": (WOMEN, ("chưa ", "vẫn chưa ", "chưa thấy "), BEARS, ("", " đâu", " đâu ạ"), ("", " hôm nay")),
    "not born at all": (WOMEN, ("đã ",), BEARS, (" đâu", " đâu ạ"), ("", " hôm nay")),
    "to be born": (
        WOMEN, ("sắp ", "tuần sau ", "dự kiến ", "chuẩn bị ", "khoảng cuối tháng "), BEARS, ("", " ạ", " ở trạm"),
    ),
    "if": (("nếu ", "lỡ ", "giả sử "), WOMEN, BEARS, (" ở nhà", " non"), (" thì làm sao ạ", " thì báo ai")),
    "long ago": (("năm ngoái ", "năm 2023 ", "hồi trước ", "5 năm trước "), WOMEN, BEARS, (" ở nhà", "", " ở viện")),
    "not dead": (
        CHILDREN, ("không ", "chưa ", "đâu có "), ("mất", "chết"), ("", " đâu", ", vẫn khỏe", ", đang ở viện"),
    ),
    "a rumour": (
        ("nghe nói ", "nghe đồn ", "người ta bảo ", "hình như ", "nghe đâu "), CHILDREN, DIED,
        ("", ", chưa biết có đúng không", ", em chưa kiểm tra"),
    ),
    "a dream": (("đêm qua em mơ ", "em nằm mơ thấy ", "chiêm bao thấy "), CHILDREN, DIED, ("", " sợ quá")),
    "an escape": (CHILDREN, ("suýt chết", "suýt chết đuối", "tưởng chết"), ("", " nhưng cứu được", " giờ khỏe rồi")),
    "not injected": (
        CHILDREN, ("chưa tiêm", "không tiêm", "hoãn tiêm", "chưa được tiêm"), (" sởi", " 5in1 mũi 2", " lao"),
        ("", " hôm nay", " vì sốt", ", hẹn tuần sau"),
    ),
    "to be injected": (
        ("mai ", "tuần sau ", "thứ 5 tuần sau ", "sáng mai "), CHILDREN, ("tiêm", "đi tiêm", "sẽ tiêm", "hẹn tiêm"),
        (" sởi", " 5in1 mũi 2", " lao"), ("", " ở trạm", " nhé"),
    ),
    "animals": (
        ("con bò nhà em", "lợn nái nhà em", "con chó nhà anh Páo", "mấy con gà nhà em"),
        (" chết", " đẻ", " mới đẻ", " chết hết"), ("", " hôm qua", " đêm qua", " 3 con"),
    ),
    "thanks": (
        ("dạ vâng ", "em cảm ơn ", "ok ", "dạ "),
        ("chị nhiều", "anh chị vất vả rồi", "em nhận được rồi", "để em báo lại bà con", "mai em qua trạm"), POLITE,
    ),
}  # fmt: skip
HEARD: dict[Kind, list[Parts]] = {
    Kind.ZERO: [
        (
            ("tuần này ", "bản em ", "thôn em tuần này ", "tháng này bản em ", "hôm nay "),
            (
                "không có ca sinh, ca tử nào", "không có gì để báo", "chưa có ca nào", "không ai đẻ, không ai mất",
                "sinh không, tử không", "không có biến động gì", "không phát sinh ca nào", "yên cả", "chưa có gì",
            ), POLITE,
        )
    ],
    Kind.UNDO: [
        (
            ("hủy tin ", "xóa tin ", "bỏ tin ", "hủy báo cáo ", "xóa giúp em tin ", "rút lại tin ", "thu hồi tin "),
            ("em vừa gửi", "vừa rồi", "lúc nãy", "em báo hôm qua", "cháu Páo mất", "chị Hoa đẻ"), POLITE,
        )
    ],
    Kind.OTHER_DEATH: [
        (
            ("ông nội em", "bà ngoại cháu Páo", "bố chồng em", "cụ Thào A Chu 80 tuổi", "anh Páo 35 tuổi",
             "cháu Súa học lớp 6", "thằng bé 12 tuổi con anh Chu", "ông Lò Văn Pâng"),
            (" mất", " mất rồi", " chết", " qua đời", " bị tai nạn mất", " ốm mất"),
            (" hôm qua", " đêm qua", " sáng nay", ""), ("", " ạ"),
        )
    ],
    Kind.COUNTS: [
        (
            ("tuần này có ", "tháng 4 có ", "cho em hỏi tháng này có ", "bản Pa Pe tuần qua có "),
            ("bao nhiêu ca sinh", "mấy ca đẻ", "bao nhiêu trẻ tiêm sởi", "mấy cháu mất", "bao nhiêu ca tử vong"),
            ("", " ạ", " vậy chị", " rồi"),
        )
    ],
    Kind.QUESTION: [
        (
            ("cho em hỏi ", "chị ơi ", "bác sĩ cho hỏi "),
            (
                "bé 2 tháng tiêm mũi gì", "khi nào tiêm sởi", "tiêm xong sốt nhẹ có sao không",
                "đẻ xong mấy ngày được tắm", "bé mấy tháng ăn dặm được", "báo sinh thì gõ thế nào",
            ), ("", " ạ", " vậy", " ?"),
        )
    ],
    Kind.DANGER_SIGN: [
        (
            ("cháu Páo ", "bé nhà em ", "con em 3 tháng ", "cháu bé mới sinh "),
            ("co giật", "bỏ bú từ sáng", "sốt cao 40 độ", "tím tái khó thở", "nôn hết mọi thứ", "li bì gọi không dậy",
             "đi ngoài ra máu", "da vàng cả người", "rốn sưng đỏ có mủ", "sưng mặt"), ("", " quá", " rồi", " chị ơi"),
        )
    ],
}  # fmt: skip
LEADS = ("", "em báo ", "báo trạm: ", "bản em có ", "chị ơi ")
WHEN = ("hôm qua", "sáng nay", "hôm 14/4", "thứ 6 tuần trước")
HEARD[Kind.DEATH] = [
    (
        LEADS,
        ("cháu Páo 7 tháng ", "bé Lò Thị Nga 2 tuổi ", "cháu 5 ngày tuổi con chị Hoa ", "bé trai 3 tháng nhà chị Sen "),
        (
            "mất ", "chết ", "qua đời ", "tử vong ", "mất rồi ", "bị bệnh mất ", "ốm mất ", "không qua khỏi ",
            "tắt thở ", "không cứu được ", "về với tổ tiên ", "bỏ bố mẹ mà đi ", "chết đuối ", "bị ngã chết ",
        ),
        WHEN, ("", " ở nhà", " do viêm phổi"),
    )
]  # fmt: skip
HEARD[Kind.BIRTH] = [
    (
        LEADS, ("chị Hoa ", "chị Lò Thị Sen ", "vợ em ", "con dâu nhà bác Toản ", "em Mỷ "),
        ("đẻ ", "sinh ", "mới đẻ ", "đẻ rồi ", "sinh hạ ", "đẻ rơi ", "sinh mổ ", "đẻ thường "),
        ("con gái ", "bé trai ", "cháu gái 3kg ", "một bé gái "), WHEN,
    )
]  # fmt: skip
FOR = {"mother": ("chị Hoa mới đẻ 3 ngày ", "vợ em có bầu 8 tháng ")}
OF_A_CHILD = ("bé nhà em ", "cháu Páo 5 tháng ", "con em mới sinh 3 ngày ")
NEARLY_ALL = 0.998  # "lả đi", "bỏng" and a few more are other words without accents


def composed(parts: Parts) -> Iterator[str]:
    for words in map("".join, product(*parts)):
        yield words
        yield plain(words)


def kind_of(text: str) -> Kind:
    return understand(text, CONTEXT).kind


@pytest.mark.parametrize("name", NEVER)
def test_never_a_report(name: str) -> None:
    taken = {text: kind for text in composed(NEVER[name]) if (kind := kind_of(text)) in NEW_REPORTS}
    assert taken == {}


@pytest.mark.parametrize("kind", HEARD, ids=lambda kind: kind.value)
def test_heard_as_what_it_is(kind: Kind) -> None:
    missed = {text: got for parts in HEARD[kind] for text in composed(parts) if (got := kind_of(text)) is not kind}
    assert missed == {}


def signs() -> Iterator[tuple[str, Callable[[str], str]]]:
    for sign in load_words("danger_signs")["sign"]:
        if sign["id"] != "fever":
            for phrase in sign["phrases"]:
                typed: list[Callable[[str], str]] = [str] if phrase.startswith("!") else [str, plain]
                told = phrase.removeprefix("!").replace(" + ", " ")
                for who in FOR.get(sign["who"], OF_A_CHILD):
                    yield from ((f"{who}{told}", how) for how in typed)


def test_every_danger_sign_is_heard() -> None:
    """Every phrase of the list, of a child or a mother, alone and with what people add."""
    texts = [how(f"{told}{tail}") for told, how in signs() for tail in ("", " rồi", " chị ơi, em đang ở nhà")]
    missed = [text for text in texts if kind_of(text) is not Kind.DANGER_SIGN]
    assert len(missed) <= (1 - NEARLY_ALL) * len(texts), missed[:20]
