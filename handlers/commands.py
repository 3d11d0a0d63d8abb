"""What a message asks for, as records: the reading step makes one, `handlers/carrying.py` carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.request_commands import RequestCommand
from handlers.station_commands import StationCommand
from handlers.voice_commands import VoiceCommand
from messages.reading.understanding import Doubt, Found, ReportReading, Understanding
from storage.talks import Talk


@dataclass(frozen=True, slots=True)
class RecordReports:
    """New births, deaths, doses."""

    reports: tuple[ReportReading, ...]


@dataclass(frozen=True, slots=True)
class RecordZero:
    """Nothing happened."""


@dataclass(frozen=True, slots=True)
class RaiseDanger:
    """A child, or a woman who has just given birth, is in danger now; `reports` may stand beside it."""

    understanding: Understanding


@dataclass(frozen=True, slots=True)
class AnswerByLesson:
    """A family asks what one lesson tells."""

    lesson: str  # its id


@dataclass(frozen=True, slots=True)
class AnswerTalk:
    """An answer to an open question: values by field, or a choice."""

    talk: Talk
    found: Mapping[str, Found]
    doubts: tuple[Doubt, ...] = ()
    choice: str = ""  # the code of a choice: yes, no, same, 1, 2 ...


@dataclass(frozen=True, slots=True)
class Correct:
    """Change a report: by its number, or the sender's last one."""

    number: int | None
    found: Mapping[str, Found]
    doubts: tuple[Doubt, ...] = ()
    kind: str | None = None  # what kind of report is meant, where that was said


@dataclass(frozen=True, slots=True)
class Undo:
    """Withdraw reports: by number, or the sender's last one."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Restore:
    """Take back a withdrawal."""

    number: int


@dataclass(frozen=True, slots=True)
class AskWeek:
    """The week's counts; `about` may name a week or a village."""

    about: str
    back: int = 0  # weeks ago
    number: int | None = None  # of a week


@dataclass(frozen=True, slots=True)
class Join:
    """Use an invitation."""

    code: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Make an invitation; `about` names a village."""

    role: str
    about: str


@dataclass(frozen=True, slots=True)
class GiveChildCode:
    """A caregiver sends a child's code to get its messages."""

    code: str


@dataclass(frozen=True, slots=True)
class EnrolNumber:
    """DANG KY: a family's number for a child, told by somebody of ours; either may be empty."""

    code: str
    phone: str  # as people dial it


@dataclass(frozen=True, slots=True)
class Agree:
    """DONG Y outside an open question."""


@dataclass(frozen=True, slots=True)
class Stop:
    """NGUNG, in any spelling."""


@dataclass(frozen=True, slots=True)
class StopOrYes:
    """An unaccented "dung" alone while a yes/no question is open: yes, or stop?"""

    talk: Talk


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """SAI SO: this number has nothing to do with the child."""


@dataclass(frozen=True, slots=True)
class ShowMine:
    """XEM: what is stored about me."""


@dataclass(frozen=True, slots=True)
class EraseMine:
    """XOA: a request for erasure."""


@dataclass(frozen=True, slots=True)
class Practise:
    """TAP and TAP XONG."""

    begin: bool


@dataclass(frozen=True, slots=True)
class TakeLeave:
    """NGHI: away until a day; none named means come back."""

    until: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Help:
    """TRO GIUP."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A guided form, by its name; `said` is a first answer."""

    form: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language that the bot answers in."""

    language: str


@dataclass(frozen=True, slots=True)
class PressForm:
    """A button of a guided form or of a question."""

    data: str


@dataclass(frozen=True, slots=True)
class AskToCorrect:
    """The receipt's button Sửa."""

    number: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """A question for a person at the station."""

    ailing: Understanding | None = None  # it also tells of a mild illness: that is answered beside


@dataclass(frozen=True, slots=True)
class OpenReport:
    """MO: one report with its trail and what was read where; 0 for a number that was not told."""

    number: int


@dataclass(frozen=True, slots=True)
class AskTray:
    """HOP: what waits for the station to read."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class OpenWaiting:
    """HOP 17: one message of the tray."""

    number: int


@dataclass(frozen=True, slots=True)
class ReadFor:
    """HOP 17 and how the message reads; or those words alone, after it was opened."""

    number: int
    words: str
    start: int  # where the words begin in the message that says them


@dataclass(frozen=True, slots=True)
class AnswerSender:
    """HOP 17 TRA LOI: words for the sender."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class CloseWaiting:
    """HOP 17 BO: there is nothing to report."""

    number: int


@dataclass(frozen=True, slots=True)
class TellDone:
    """ROI: the doses that the speaker was reminded of are given; `found` may say when."""

    found: Mapping[str, Found]


@dataclass(frozen=True, slots=True)
class TellRegistered:
    """DA KHAI SINH: of the child with this code, or of all the speaker's."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class AfterDoses:
    """SAU TIEM: what families said of the day after."""


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """KHEN or GOP Y, in the speaker's words."""

    words: str
    praise: bool
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class TooLong:
    """More than anybody reports in: kept for a person to read."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """Something said in a group: the bot says once that it reads nothing there."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that gets one fixed answer; `key` is its text."""

    key: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Heard, and knowingly not answered: thanks, an acknowledgement."""


@dataclass(frozen=True, slots=True)
class Unread:
    """The bot could not read it; what was understood stands in `found`."""

    found: Mapping[str, Found]


@dataclass(frozen=True, slots=True)
class AskAtVisit:
    """KT 102748: ask the child's family at a home visit."""

    code: str


@dataclass(frozen=True, slots=True)
class StopQuizzes:
    """KHONG KT: no more quizzes; messages go on."""


@dataclass(frozen=True, slots=True)
class AskQr:
    """QR 102748: the picture of a child's code for its family."""

    code: str  # empty if none was told


@dataclass(frozen=True, slots=True)
class TellWho:
    """A family says who writes, and nothing more."""


Command = (
    RecordReports
    | RecordZero
    | RaiseDanger
    | AnswerByLesson
    | AnswerTalk
    | Correct
    | Undo
    | Restore
    | AskWeek
    | Join
    | Invite
    | GiveChildCode
    | EnrolNumber
    | Agree
    | Stop
    | StopOrYes
    | WrongNumber
    | ShowMine
    | EraseMine
    | Practise
    | TakeLeave
    | Help
    | OpenForm
    | SetLanguage
    | PressForm
    | AskToCorrect
    | HandOver
    | OpenReport
    | AskTray
    | OpenWaiting
    | ReadFor
    | AnswerSender
    | CloseWaiting
    | TellDone
    | TellRegistered
    | AfterDoses
    | StationCommand
    | GiveFeedback
    | TooLong
    | InGroup
    | Remark
    | Silence
    | Unread
    | AskAtVisit
    | StopQuizzes
    | AskQr
    | TellWho
    | VoiceCommand
    | RequestCommand
)
