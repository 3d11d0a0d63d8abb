"""What no quiz may be asked with: a rule that cannot be met or fails nobody, a harmful choice, words that turn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from health.lesson_lint import Forbidden, claims, spaced_words
from health.names import fold
from health.plans import Plan
from health.quizzes import Choice, Quiz, QuizKind

EACH_WAY = 5  # right and wrong choices of a list
PER_SITUATION = 3
NOT_GSM = frozenset("{}[]~\\|^`")  # two units or none in an SMS
MOST_PLAIN = 3  # words that may well have no accent at all
PREFIX = "quiz-"  # an id that no lesson has: a quiz counts for the caps as a lesson does


@dataclass(frozen=True, slots=True)
class QuizFault:
    """What is wrong with one quiz, and what to do."""

    quiz: str  # id
    rule: str
    what: str  # Vietnamese


def lint_quizzes(quizzes: Sequence[Quiz], plans: Iterable[Plan], rules: Sequence[Forbidden]) -> tuple[QuizFault, ...]:
    """All that is wrong with the quizzes, topics of a plan that none asks about among it."""
    asked = {quiz.topic for quiz in quizzes}
    topics = {topic for plan in plans for topic in plan.awareness_topics}
    faults = [fault for quiz in quizzes for fault in _lint(quiz, rules)]
    unknown = (quiz for quiz in quizzes if quiz.topic not in topics)
    faults += [QuizFault(quiz.id, "topic", f"không kế hoạch nào có {quiz.topic}") for quiz in unknown]
    unasked = sorted(topics - asked)
    faults += [QuizFault(topic, "topic", "chưa có bài hỏi cho chỉ tiêu này: thêm một tệp") for topic in unasked]
    return tuple(faults)


def _lint(quiz: Quiz, rules: Sequence[Forbidden]) -> Iterator[QuizFault]:
    checks = (*_names(quiz), *_counts(quiz), *_rule(quiz), *_forms(quiz), *_forbidden(quiz, rules))
    yield from (QuizFault(quiz.id, rule, what) for rule, what in checks)


def _names(quiz: Quiz) -> Iterator[tuple[str, str]]:
    if not quiz.id.startswith(PREFIX):
        yield "id", f"mã phải bắt đầu bằng {PREFIX}"
    ids = Counter([choice.id for choice in quiz.choices] + [question.id for question in quiz.questions])
    for name, times in ids.items():
        if times > 1 or len(name.split()) != 1:
            yield "id", f"{name}: mỗi ý, mỗi câu một mã riêng, không có dấu cách"
    if not quiz.source:
        yield "source", "thiếu nguồn"


def _counts(quiz: Quiz) -> Iterator[tuple[str, str]]:
    """5 right and 5 wrong of a list, 3 choices with one right a situation, one right of a recall."""
    right = sum(choice.right for choice in quiz.choices)
    if quiz.kind is QuizKind.LIST:
        if (right, len(quiz.choices) - right) != (EACH_WAY, EACH_WAY) or len(quiz.questions) != 1:
            yield "count", f"cần một câu, {EACH_WAY} ý phù hợp và {EACH_WAY} ý không phù hợp"
        return
    for question in quiz.questions:
        choices = quiz.of_question(question.id)
        if sum(choice.right for choice in choices) != 1:
            yield "count", f"{question.id}: cần đúng một ý phù hợp"
        if quiz.kind is QuizKind.SITUATIONS and len(choices) != PER_SITUATION:
            yield "count", f"{question.id}: cần {PER_SITUATION} ý"
    if quiz.kind is QuizKind.RECALL and len(quiz.questions) != 1:
        yield "count", "câu hỏi nhớ lại chỉ có một câu"


def _rule(quiz: Quiz) -> Iterator[tuple[str, str]]:
    """A rule that can be met, and that guessing does not meet."""
    most = len(quiz.questions) if quiz.kind is not QuizKind.LIST else EACH_WAY
    if not 1 <= quiz.least_right <= most:
        yield "rule", f"least_right phải từ 1 đến {most}"
    for part in quiz.needs:
        if not any(choice.right and choice.part == part for choice in quiz.choices):
            yield "rule", f"needs: không ý phù hợp nào có part = {part!r}"
    if quiz.kind is QuizKind.LIST and (quiz.most_wrong > 1 or quiz.least_right < 3):
        yield "rule", "đạt là ít nhất 3 ý phù hợp, nhiều nhất 1 ý không phù hợp: dễ hơn thì đoán cũng đạt"


def _forms(quiz: Quiz) -> Iterator[tuple[str, str]]:
    """Each SMS form as it is sent; no two choices that read alike."""
    for owner, chat, sms in _texts(quiz):
        if not sms.isascii() or set(sms) & NOT_GSM:
            yield "sms", f"{owner}: viết không dấu, không có ký tự lạ"
        if chat.isascii() and len(chat.split()) > MOST_PLAIN:
            yield "chat", f"{owner}: viết có dấu"
    for question in quiz.questions:
        for form in ("sms", "chat"):
            folded = Counter(fold(getattr(choice, form)) for choice in quiz.of_question(question.id))
            for text, times in folded.items():
                if times > 1:
                    yield "alike", f"{text}: hai ý giống nhau khi mất dấu"


def _texts(quiz: Quiz) -> Iterator[tuple[str, str, str]]:
    yield "answer", quiz.answer_chat, quiz.answer_sms
    yield from ((one.id, one.chat, one.sms) for one in quiz.questions)
    yield from ((one.id, one.chat, one.sms) for one in quiz.choices)


def _forbidden(quiz: Quiz, rules: Sequence[Forbidden]) -> Iterator[tuple[str, str]]:
    """A choice may be wrong, never harmful: somebody reads it as advice. A recall asks what was done."""
    for rule in rules:
        for text in _told(quiz, rule):
            said = spaced_words(text)
            yield from (
                (rule.id, f"{phrase}: {rule.why}") for phrase in rule.phrases if claims(said, phrase, rule.unless)
            )


def _told(quiz: Quiz, rule: Forbidden) -> list[str]:
    """The texts of a quiz that a rule is about; one that nothing turns holds for every SMS too."""
    advice: list[Choice] = list(quiz.choices) if quiz.kind is not QuizKind.RECALL else []
    every = [sms for _, _, sms in _texts(quiz)] if not rule.unless and rule.under_months is None else []
    told = (text for choice in advice for text in (choice.chat, choice.sms))
    return list(dict.fromkeys((quiz.answer_chat, quiz.answer_sms, *told, *every)))
