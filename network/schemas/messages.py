"""What marshmallow says in English, matched to kinder sentences that can be translated.

The library fills its sentences before anyone can translate them; here they are read back into a
message id and its facts. Both surfaces use this table, each with its own `gettext`.
"""

import re
from collections.abc import Callable

from tenants.errors import N_

N = r"(?P<n>-?[\d.]+)"
M = r"(?P<m>-?[\d.]+)"
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Missing data for required field\.", N_("Fill this in.")),
    (r"Field may not be null\.", N_("Fill this in.")),
    (r"Shorter than minimum length 1\.", N_("Fill this in.")),
    (rf"Shorter than minimum length {N}\.", N_("This is too short: at least %(n)s.")),
    (rf"Longer than maximum length {N}\.", N_("This is too long: at most %(n)s.")),
    (
        rf"Length must be between {N} and {M}\.",
        N_("The length must be between %(n)s and %(m)s."),
    ),
    (rf"Length must be {N}\.", N_("The length must be exactly %(n)s.")),
    (
        rf"Must be greater than or equal to {N} and less than or equal to {M}\.",
        N_("Enter a number from %(n)s to %(m)s."),
    ),
    (rf"Must be greater than or equal to {N}\.", N_("Enter at least %(n)s.")),
    (rf"Must be less than or equal to {N}\.", N_("Enter at most %(n)s.")),
    (rf"Must be greater than {N}\.", N_("Enter more than %(n)s.")),
    (rf"Must be less than {N}\.", N_("Enter less than %(n)s.")),
    (r"Must be one of: .*", N_("Choose one of the values offered.")),
    (r"One or more of the choices .*", N_("Choose only from the values offered.")),
    (r"Not a valid date\.", N_("Enter a date such as 24. 11. 2026.")),
    (
        r"Not a valid (naive |aware )?datetime\.",
        N_("Enter a date and a time such as 24. 11. 2026 14.02."),
    ),
    (r"Not a valid time\.", N_("Enter a time such as 14.02.")),
    (r"Not a valid (number|integer)\.", N_("Enter a number in digits.")),
    (r"(Number too large|Special numeric values .*)\.?", N_("Enter a smaller number.")),
    (r"Not a valid email address\.", N_("Enter an e-mail address such as ana@example.si.")),
    (r"Not a valid URL\.", N_("Enter a web address that begins with https://.")),
    (r"Not a valid boolean\.", N_("Answer with yes or no.")),
    (r"Not a valid UUID\.", N_("Choose one of the values offered.")),
    (r"Not a valid (string|utf-8 string)\.", N_("Enter text.")),
    (r"Not a valid (list|tuple|mapping type)\.", N_("This is not in the expected form.")),
    (r"String does not match expected pattern\.", N_("This is not in the expected form.")),
    (r"Invalid (value|input|type|input type)\.", N_("This value does not fit.")),
    (r"Unknown field\.", N_("There is no such field.")),
)
PATTERNS = tuple((re.compile(pattern), sentence) for pattern, sentence in SENTENCES)


def translated(said: str, gettext: Callable[[str], str]) -> str:
    """The reader's sentence for what marshmallow said; our own message ids pass through."""
    for pattern, sentence in PATTERNS:
        if match := pattern.fullmatch(said):
            return gettext(sentence) % match.groupdict()
    return gettext(said)
