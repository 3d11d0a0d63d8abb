"""What a command can ask for, and one command as read."""

from dataclasses import dataclass
from enum import StrEnum


class CommandKind(StrEnum):
    """What a command asks for. The value is its name in the data."""

    START = "start"  # /start without a code
    JOIN = "join"  # THAM GIA <code>: `code`, empty if none was given
    CHILD = "child"  # "be 102748" alone: `numbers`
    ENROL = "enrol"  # DANG KY <child's code> <phone>: `code`, `rest` is the number as people dial it, empty if untold
    CORRECT = "correct"  # SUA <number> ...: `numbers`, `rest`
    UNDO = "undo"  # HUY <number> [<number> ...]: `numbers`
    RESTORE = "restore"  # LAI <number>: `numbers`
    OPEN = "open"  # MO <number>: `numbers`
    TRAY = "tray"  # HOP: the page `numbers`, the first if none
    TRAY_OPEN = "tray_open"  # HOP <number>: `numbers`
    TRAY_READ = "tray_read"  # HOP <number> and how it reads: `numbers`, `rest`
    TRAY_ANSWER = "tray_answer"  # HOP <number> TRA LOI ...: `numbers`, `rest`
    TRAY_NOTHING = "tray_nothing"  # HOP <number> BO: `numbers`
    CONSENT = "consent"  # DONG Y
    STOP = "stop"  # NGUNG and its like
    AMBIGUOUS_DUNG = "ambiguous_dung"  # "dung" without accents: stop, or "đúng" if a yes/no question is open
    WRONG_NUMBER = "wrong_number"  # SAI SO
    VIEW = "view"  # XEM
    ERASE = "erase"  # XOA
    WEEK = "week"  # TUAN: `back` weeks ago or the week `numbers`; `rest` names a village or is empty
    PRACTICE = "practice"  # TAP
    PRACTICE_END = "practice_end"  # TAP XONG
    HELP = "help"  # TRO GIUP
    INVITE = "invite"  # MOI: `role`, `rest` names a village
    LEAVE = "leave"  # NGHI: `rest` says until when
    LEAVE_END = "leave_end"  # HET NGHI
    FORM_BIRTH = "form_birth"  # /sinh; the forms take what follows as a first answer: `rest`
    FORM_DEATH = "form_death"  # /tuvong
    FORM_VACCINATION = "form_vaccination"  # /tiem
    FORM_ZERO = "form_zero"  # /khongco
    DONE = "done"  # ROI: `rest` may say when
    REGISTERED = "registered"  # DA KHAI SINH: `rest` may name a child
    AFTER_DOSES = "after_doses"  # SAU TIEM
    MOVE_SESSION = "move_session"  # DOI NGAY TIEM: `rest` says both days
    SET_SESSIONS = "set_sessions"  # NGAY TIEM: `rest` says the rules, or nothing
    VACCINES = "vaccines"  # VAC XIN
    SWITCH_ON = "switch_on"  # BAT: `rest` names a vaccine, or it is talk
    SWITCH_OFF = "switch_off"  # TAT
    PRAISE = "praise"  # KHEN: `rest`
    COMPLAINT = "complaint"  # GOP Y: `rest`
    LANGUAGE_VI = "language_vi"
    LANGUAGE_EN = "language_en"
    QUIZ = "quiz"  # KT <child>: `code`; the collaborator asks the family at a visit
    QR = "qr"  # QR <child>: `code`
    NO_QUIZZES = "no_quizzes"  # KHONG KT
    VOICE = "voice"  # GIONG: `rest` is a recording's number, or a subject and a language, or one of them, or empty
    VOICE_LANGUAGE = "voice_language"  # TIENG MONG and its like: `rest` is the language
    KEEP_DATA = "keep_data"  # HUY XOA: the request for erasure is taken back
    ERASURES = "erasures"  # YEU CAU XOA: the list, or one of them `numbers`
    CHILD_MOVES = "child_moves"  # CHUYEN <child> ...: `code`, `role` is the way, `rest` names a place
    CHILD_COMES = "child_comes"  # CHUYEN DEN ...: a child without a code, `rest` tells of it
    CHILD_BACK = "child_back"  # HUY CHUYEN <child>: `code`
    NO_SHARING = "no_sharing"  # KHONG CHIA SE
    SHARING = "sharing"  # CHIA SE


@dataclass(frozen=True, slots=True)
class Command:
    """One command as read."""

    kind: CommandKind
    numbers: tuple[int, ...] = ()  # of reports, children or a week (and its year)
    rest: str = ""  # what follows, as typed
    code: str = ""  # an invitation's or a child's code, in capitals
    role: str = ""  # collaborator, staff, caregiver, admin; empty if not said
    back: int = 0  # weeks ago
