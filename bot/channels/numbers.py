"""Phone numbers as gateways write them, brought to one form."""

import phonenumbers

REGION = "VN"  # where a number without a country code belongs


def normal_number(typed: str) -> str:
    """E.164 with + for a phone number; a short code or a sender's name stays as typed."""
    typed = typed.strip()
    if any(letter.isalpha() for letter in typed):
        return typed
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException:
        return typed
    if not phonenumbers.is_valid_number(number):
        return typed
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
