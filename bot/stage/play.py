"""Playing a story step by step; a word that was not heard ends it."""

import re
from collections.abc import Callable, Iterable

from bot.stage.actors import Cast
from bot.stage.script import Clock, Enter, Heading, Hears, HearsNothing, On, Presses, Records, Says, Step, Today
from bot.stage.theatre import Theatre
from messages.sms import fold

_NAME = re.compile(r"\\\{(\w+)\\\}")


class NotHeard(AssertionError):
    """The bot did not say what the story says it does; names the line."""


class Play:
    """One story on one stage."""

    def __init__(self, theatre: Theatre, channel: str, watch: Callable[[str, str, str], object] | None = None) -> None:
        """`watch` is shown (who, ">" or "<", text) of everything said, and headings as ("", "#", text)."""
        self._theatre = theatre
        self.cast = Cast(theatre, channel)
        self._watch = watch or (lambda *_: None)
        self._names: dict[str, str] = {}
        self._shown: dict[str, int] = {}

    async def run(self, steps: Iterable[Step]) -> None:
        """Play the steps in order; raises NotHeard."""
        for step in steps:
            await self._one(step)
        self._show_news()

    async def _one(self, step: Step) -> None:
        match step:
            case Heading(text=text):
                self._watch("", "#", text)
            case On(channel=channel, who=who):
                self.cast.place(channel, who)
            case Enter(who=who):
                for name in who:
                    await self.cast.enter(name)
            case Clock(at=at):
                await self._theatre.program.step_to(at)
                self._show_news()
            case Says() | Records() | Presses():
                await self._speak(step)
            case Hears():
                await self._listen(step)
            case HearsNothing():
                await self._silence(step)
            case Today():
                pass  # the theatre was opened at that moment

    async def _speak(self, step: Says | Records | Presses) -> None:
        actor = await self.cast.enter(step.who)
        self._shown.setdefault(step.who, self.cast.seen[step.who])
        if isinstance(step, Says):
            text = self._filled(step.text)
            self._watch(step.who, ">", text)
            await actor.say(self._theatre, text)
        elif isinstance(step, Records):
            caption = self._filled(step.caption)
            self._watch(step.who, ">", f"[voice {step.seconds}] {caption}".rstrip())
            await actor.record(self._theatre, step.seconds, caption)
        else:
            label = self._filled(step.label)
            self._watch(step.who, ">", f"[{label}]")
            await actor.press(self._theatre, label)
        self._show_news()

    async def _listen(self, step: Hears) -> None:
        """Find the words in a message that the story has not looked at; those before it are passed over."""
        heard = (await self.cast.enter(step.who)).heard(self._theatre)
        for at in range(self.cast.seen[step.who], len(heard)):
            if all(self._holds(words, heard[at], step.whole) for words in step.words):
                self.cast.seen[step.who] = at + 1
                return
        news = heard[self.cast.seen[step.who] :]
        raise NotHeard(f"line {step.line}: {step.who} heard {news}, wanted {' ~ '.join(step.words)}")

    async def _silence(self, step: HearsNothing) -> None:
        heard = (await self.cast.enter(step.who)).heard(self._theatre)[self.cast.seen[step.who] :]
        if heard:
            raise NotHeard(f"line {step.line}: {step.who} heard {heard}")

    def _filled(self, text: str) -> str:
        for name, value in self._names.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def _holds(self, words: str, text: str, whole: bool) -> bool:
        """Whether a text holds the words; a name in braces that has no value yet takes the digits it meets."""
        pattern = _NAME.sub(r"(?P<\1>\\w+)", re.escape(_plain(self._filled(words))))
        found = (re.fullmatch if whole else re.search)(pattern, _plain(text))
        if found:
            self._names.update(found.groupdict())
        return found is not None

    def _show_news(self) -> None:
        for name in list(self.cast.seen):
            heard = self.cast.known(name).heard(self._theatre)
            for text in heard[self._shown.get(name, self.cast.seen[name]) :]:
                self._watch(name, "<", text)
            self._shown[name] = len(heard)


def _plain(text: str) -> str:
    return " ".join(fold(text).lower().split())
