import pytest

from health.faults import DataError
from health.lesson_files import join_lessons, parse_lessons
from health.lesson_lint import lint_lessons
from health.shipped import load_forbidden, load_lessons, load_plans
from tests.support.lessons import lesson_saying

LESSONS = load_lessons()
PLANS = load_plans()
RULES = load_forbidden()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_lesson_is_fit_to_be_shown_to_the_station(lesson):
    assert lint_lessons([lesson], PLANS, RULES) == ()
    assert lesson.source
    assert lesson.signed_off == ""  # none is shipped as signed


def test_there_are_as_many_as_promised():
    assert len(LESSONS) >= 90
    awareness = set(PLANS[0].awareness_topics)
    assert awareness == {lesson.concept for lesson in LESSONS} & awareness


@pytest.mark.parametrize(
    ("lesson", "rule"),
    [
        (lesson_saying(sms="Be bo bu: den tram"), "turned-meaning"),
        (lesson_saying(chat="Bé bỏ bú: đến trạm"), "turned-meaning"),  # folded, the chat form turns too
        (lesson_saying(sms="Chi dung sua me"), "turned-meaning"),
        (lesson_saying(chat="Chỉ dùng sữa mẹ"), "turned-meaning"),
        (lesson_saying(sms="Chua cho an"), "turned-meaning"),
        (lesson_saying(sms="Benh nay chua duoc"), "turned-meaning"),
        (lesson_saying(sms="Be te it"), "turned-meaning"),
        (lesson_saying(chat="Vén áo xem bé thở"), "turned-meaning"),
        (lesson_saying(chat="Người lớn trông bé"), "turned-meaning"),
        (lesson_saying(chat="Cho bé nếm mật ong"), "honey"),
        (lesson_saying(chat="Không ốm. Lấy mật ong chữa ho"), "honey"),
        (lesson_saying(chat="Cho bé uống nước khi nóng"), "water-before-six-months"),
        (lesson_saying(chat="Cho bé uống nước", ages=None, extra="weeks = [38]\n"), "water-before-six-months"),
        (lesson_saying(chat="Cho bé sữa tươi", ages="{months = 11}"), "cows-milk"),
        (lesson_saying(sms="Cho 10 mg kem"), "drug-dose"),
        (lesson_saying(chat="Uống một viên"), "drug-dose"),
        (lesson_saying(chat="Mua kháng sinh"), "antibiotic"),
        (lesson_saying(chat="Co giật thì để mai đi"), "waiting"),
        (lesson_saying(chat="Đắp lá lên rốn"), "harmful-remedy"),
        (lesson_saying(chat="Bé đuối nước thì dốc ngược"), "harmful-first-aid"),
        (lesson_saying(chat="Mẹ sốt thì cai sữa"), "stop-breastfeeding"),
        (lesson_saying(ages="{days = 1}, {days = 5}"), "window"),
        (lesson_saying(ages=None, extra="weeks = [20, 21]\n"), "window"),
        (lesson_saying(ages=None, extra='season = ["05-01", "05-05"]\nfrom = {months = 1}\n'), "window"),
    ],
)
def test_a_forbidden_word_or_claim_is_found(lesson, rule):
    assert rule in {fault.rule for fault in lint_lessons([lesson], PLANS, RULES)}


@pytest.mark.parametrize(
    "lesson",
    [
        lesson_saying(chat="Không cho bé mật ong, không uống nước"),
        lesson_saying(chat="Bé không bú được: đến trạm", sms="Be khong bu duoc: den tram"),
        lesson_saying(chat="Cho bé uống nước khi nóng", ages="{months = 7}"),
        lesson_saying(chat="Mật ong được khi bé đã lớn", ages="{months = 12}"),
        lesson_saying(chat="Đến bệnh viện"),
    ],
)
def test_what_may_be_said(lesson):
    assert lint_lessons([lesson], PLANS, RULES) == ()


def test_an_unknown_plan_or_indicator_is_found():
    lesson = lesson_saying()
    assert [fault.rule for fault in lint_lessons([lesson], [], RULES)] == ["plan"]


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("urgen = true\n", r"x.toml, line 14: urgen 'urgen' is no known name"),
        ('only = ["twin"]\n', r"line 14: only 'twin' is not one of the words"),
        ('season = ["02-29"]\nfrom = {days = 1}\n', r"line 14: season '02-29' is no day of the year"),
        ('season = ["05-15"]\n', r"line 6: from is missing"),
        ("from = {days = 1}\n", r"line 6: season is missing"),
        ("weeks = [20]\n", r"line 9: ages 'ages' is no known name"),  # a lesson of a pregnancy has no age
        ("weeks = [60]\n", r"line 14: weeks .* is no list of whole numbers"),
    ],
)
def test_files_are_told_with_their_line(extra, said):
    with pytest.raises(DataError, match=said):
        lesson_saying(extra=extra)


def test_an_age_that_is_none_a_lesson_without_source_and_two_of_one_id_are_told():
    with pytest.raises(DataError, match=r"x.toml, line 9: ages"):
        lesson_saying(ages="{weeks = 2}")
    with pytest.raises(DataError, match=r"line 6: ages is missing"):
        lesson_saying(ages=None)
    with pytest.raises(DataError, match=r"source is missing"):
        parse_lessons(
            'id = "x"\nversion = "1"\ntopic = "t"\nplans = []\n[[lesson]]\nid = "a"\nconcept = "c"\n'
            'ages = [{days = 1}]\nvalid_days = 1\nchat = "ạ"\nsms = "a"\n',
            "x.toml",
        )
    with pytest.raises(DataError, match="'a' stands here twice"):
        join_lessons([("x.toml", (lesson_saying(),)), ("y.toml", (lesson_saying(),))])
