"""Other languages than Vietnamese: the source text is the key, gettext catalogues hold the rest.

Catalogues are read as text at run time, once a language and only when one is asked for: no build step.
"""

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

SOURCE: Final = "vi"
LANGUAGES: Final = (SOURCE, "en")


def translate(msgid: str, language: str) -> str:
    """The text in that language; the Vietnamese source where the language or the text is not known."""
    if language == SOURCE or language not in LANGUAGES:
        return msgid
    return _translations(language).get(msgid, msgid)


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language, as Babel reads it. Raises `FileNotFoundError` for one we do not have."""
    path = files("messages") / "locales" / language / "LC_MESSAGES" / "bekhoe.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="bekhoe")


@cache
def _translations(language: str) -> MappingProxyType[str, str]:
    found = {}
    for message in read_catalogue(language):
        if message.id and message.string and not message.fuzzy:
            found[str(message.id)] = str(message.string)
    return MappingProxyType(found)
