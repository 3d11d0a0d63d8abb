"""What a message about voices asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChooseVoice:
    """TIENG MONG and its like: the language that the speaker wants to hear."""

    language: str


@dataclass(frozen=True, slots=True)
class AskVoices:
    """GIONG: what is recorded; with a language, what is not; with a subject too, the text to be spoken."""

    subject: str = ""  # a lesson's id as it was typed
    language: str = ""


@dataclass(frozen=True, slots=True)
class KeepVoice:
    """The sound that came with this message is that text, spoken."""

    subject: str
    language: str


@dataclass(frozen=True, slots=True)
class HearVoice:
    """GIONG 12: hear one, to sign it."""

    number: int


@dataclass(frozen=True, slots=True)
class SignVoice:
    """A button under a recording: signed for the text as it was shown, or not signed."""

    number: int
    signs: bool
    shown: str = ""  # the mark of the text that stood under it


VoiceCommand = ChooseVoice | AskVoices | KeepVoice | HearVoice | SignVoice
