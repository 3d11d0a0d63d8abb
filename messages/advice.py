"""Which text answers signs of a tier: first aid before all, then what the tier asks for."""

from collections.abc import Collection, Mapping
from typing import Final

from health.triage import MOTHERS, Tier
from messages.describe import danger_key

# The first of these that was told is answered with its first aid; the order is that of what cannot wait.
FIRST_AID: Final[Mapping[str, str]] = {
    "choking": "aid_choking",
    "drowning": "aid_drowning",
    "electricity": "aid_electricity",
    "smoke": "aid_smoke",
    "convulsion": "aid_convulsion",
    "poisoning": "aid_poison",
    "swallowed": "aid_swallowed",
    "snake_bite": "aid_snake",
    "burn_bad": "aid_burn",
    "burn": "aid_burn",
    "burn_small": "aid_burn",
    "dog_bite_bad": "aid_bite_now",
    "dog_bite": "aid_bite_now",
}
_TODAY: Final[Mapping[str, str]] = {
    "burn_small": "aid_burn_small",
    "burn": "aid_burn_small",
    "dog_bite": "aid_bite",
    "dehydration": "today_diarrhoea",
    "diarrhoea": "today_diarrhoea",
    "diarrhoea_severe": "today_diarrhoea",
    "diarrhoea_long": "today_diarrhoea",
    "blood_in_stool": "today_diarrhoea",
}
_HOME: Final[Mapping[str, str]] = {
    "fall_low": "home_fall",
    "diarrhoea": "home_diarrhoea",
    "warm": "home_fever",
    "cough": "home_cough",
    "runny_nose": "home_cough",
}


def advice_key(tier: Tier, signs: Collection[str]) -> str:
    """The text's key. All signs of a mother's: she is answered as a mother."""
    hers = bool(signs) and all(sign.startswith(MOTHERS) for sign in signs)
    if tier is Tier.NOW:
        return danger_key(signs) if hers else _first(FIRST_AID, signs) or danger_key(signs)
    if tier is Tier.TODAY:
        return "today_mother" if hers else _first(_TODAY, signs) or "today"
    return _first(_HOME, signs) or "home"


def _first(keys: Mapping[str, str], signs: Collection[str]) -> str:
    return next((key for sign, key in keys.items() if sign in signs), "")
