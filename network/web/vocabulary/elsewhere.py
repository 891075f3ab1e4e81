"""Asking whether another house may know somebody, and breaking the glass."""

from enum import Enum

from network.elsewhere.kinds import Answer, Danger, Verdict
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Answer: {
        Answer.CALL_US: N_("call us"),
        Answer.DECLINED: N_("we tell nothing"),
    },
    Danger: {
        Danger.LIFE: N_("life is in danger"),
        Danger.ABSCONDED_FOUND: N_("a child who had run away was found"),
        Danger.ACUTE_MEDICAL: N_("acute medical need"),
        Danger.OTHER: N_("another danger"),
    },
    Verdict: {
        Verdict.JUSTIFIED: N_("justified"),
        Verdict.NOT_JUSTIFIED: N_("not justified"),
    },
}
