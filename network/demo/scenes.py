"""What stands open at the end, so that every state of a request and of an ask can be looked at."""

from network.demo import moves
from network.demo.invented import (
    BOY_13,
    BOY_15,
    BOY_16,
    BOY_17,
    BOY_COAST,
    GIRL_14,
    GIRL_15,
    GIRL_16,
    GIRL_COAST,
)
from network.demo.staging import Line, Scene
from network.requests.reasons import Closing, Decline, Pause, Refusal, Topic, Wish, Withdrawal

HOME_ASKS = "Skupina Jadro ima prosto mesto. Prosimo še za zadnje šolsko poročilo, da se s "
HOME_ASKS += "svetovalno službo dogovorimo za prevoz."
HOME_NOTES = "Skupina je obveščena, soba je lahko pripravljena do srede. Potrdiš obisk?"
CENTRE_SAYS = "Poročilo dodam danes. Mladostnica bi skupino rada videla, ali je mogoč obisk v "
CENTRE_SAYS += "sredo popoldne?"

SCHOOL_ASKED = "V katero šolo hodi zdaj in ali jo lahko obdrži? Prevoz imamo le do Kranja."
SHE_SAYS = "Všeč mi je, ker je blizu šole in ker imajo psa."

L, D = Line, Decline
SCENES = (
    Scene(
        "CSD Ljubljana",
        "Maja Kovač",
        GIRL_15,
        76,
        9,
        (
            L(
                "Jadro",
                75.8,
                (
                    (53, moves.open_ask),
                    (30, moves.offer),
                    (14, moves.home_says(HOME_ASKS)),
                    (13.5, moves.raise_level),
                    (13, moves.centre_says(CENTRE_SAYS)),
                    (12.5, moves.home_notes(HOME_NOTES)),
                ),
            ),
            L("Klas", 75.7, ((52, moves.open_ask), (13.2, moves.raise_level))),
            L("Val", 75.6, ((50, moves.open_ask), (20, moves.decline(D.REGION)))),
        ),
    ),
    Scene(
        "CSD Ljubljana",
        "Luka Zupan",
        BOY_16,
        98,
        12,
        (
            L("Sidro", 97.8, ((78, moves.open_ask), (60, moves.offer))),  # lapsed 12 hours ago
            L("Hrast", 20, ((10, moves.interest),)),
            L("Burja", 97.6, ((70, moves.withdraw(Withdrawal.NEEDS_CHANGED)),)),
        ),
    ),
    Scene(
        "CSD Ljubljana",
        "Luka Zupan",
        BOY_17,
        340,
        -2,
        (
            L(
                "Most",
                339.5,
                (
                    (320, moves.open_ask),
                    (200, moves.offer),
                    (180, moves.accept),
                    (45, moves.arrive),
                ),
            ),
            L("Breg", 339.3, ((310, moves.open_ask),)),
        ),
    ),
    Scene(
        "CSD Gorenjska",
        "Tomaž Jereb",
        BOY_13,
        51,
        4,
        (
            L(
                "Mlin",
                50.8,
                (
                    (26, moves.open_ask),
                    (24, moves.raise_level),
                    (22, moves.ask_about(Topic.SCHOOL, SCHOOL_ASKED)),
                ),
            ),
            L("Iskra", 50.7, ((28, moves.open_ask), (27, moves.arrange_visit(70)))),
            L("Smreka", 50.6, ((25, moves.open_ask), (6, moves.decline(D.STAFF_SHORTAGE)))),
        ),
    ),
    Scene(
        "CSD Osrednja Slovenija vzhod",
        "Petra Vidmar",
        GIRL_14,
        122,
        3,
        (
            L(
                "Klas",
                121.8,
                (
                    (100, moves.open_ask),
                    (98, moves.raise_level),
                    (52, moves.offer),
                    (22, moves.accept),
                ),
            ),
            L("Iskra", 121.6, ((99, moves.open_ask),)),
        ),
    ),
    Scene(
        "CSD Osrednja Slovenija vzhod",
        "Petra Vidmar",
        BOY_17,
        150,
        -1,
        (
            L(
                "Hrast",
                149.8,
                ((130, moves.open_ask), (90, moves.offer), (60, moves.accept)),  # overdue
            ),
        ),
    ),
    Scene(
        "CSD Severna Primorska",
        "Katja Humar",
        GIRL_16,
        200,
        -3,
        (
            L(
                "Val",
                199.8,
                (
                    (180, moves.open_ask),
                    (150, moves.offer),
                    (120, moves.accept),
                    (60, moves.not_arrive),
                ),
            ),
            L(
                "Sonce",
                58,
                (
                    (50, moves.arrange_visit(20)),
                    (26, moves.visit),
                    (4, moves.state_wish(Wish.AGREES, SHE_SAYS)),
                ),
            ),
        ),
    ),
    Scene(
        "CSD Severna Primorska",
        "Katja Humar",
        BOY_15,
        170,
        5,
        (
            L(
                "Burja",
                169.5,
                (
                    (150, moves.open_ask),
                    (120, moves.offer),
                    (100, moves.accept),
                    (50, moves.cancel(Withdrawal.NEEDS_CHANGED)),
                ),
            ),
            L("Sidro", 28, ((18, moves.open_ask), (17, moves.wait))),
        ),
    ),
    Scene(
        "CSD Južna Primorska",
        "Elena Furlan",
        GIRL_COAST,
        2.5,
        0,
        (L("Zavetje", 2.4, ((1.6, moves.open_ask), (1.2, moves.raise_level))), L("Val", 2.3)),
    ),
    Scene(
        "CSD Južna Primorska",
        "Elena Furlan",
        BOY_COAST,
        140,
        6,
        (
            L(
                "Školjka",
                139.5,
                (
                    (120, moves.open_ask),
                    (90, moves.offer),
                    (55, moves.refuse(Refusal.YOUTH_DECLINES)),
                    (40, moves.pause(Pause.WAITS_FOR_FAMILY)),
                ),
            ),
        ),
    ),
    Scene("CSD Južna Primorska", "Marko Kocjančič", BOY_15, 7, 14),
    Scene(
        "Krizni center Zavetje",
        "Nina Zajc",
        GIRL_16,
        44,
        2,
        (
            L("Kresnica", 43.8, ((26, moves.open_ask), (16, moves.offer))),
            L("Jadro", 43.7, ((25, moves.open_ask), (24, moves.wait))),
        ),
    ),
    Scene(
        "CSD Gorenjska",
        "Tomaž Jereb",
        GIRL_15,
        520,
        -20,
        (
            L(
                "Zavetje",
                519.8,
                (
                    (519, moves.open_ask),
                    (518, moves.offer),
                    (517, moves.accept),
                    (510, moves.arrive),
                    (180, moves.depart),
                ),
            ),
        ),
    ),
    Scene(
        "CSD Ljubljana",
        "Maja Kovač",
        BOY_COAST,
        400,
        0,
        (
            L("Mlin", 259.5, ((240, moves.open_ask), (170, moves.decline(D.TOO_MANY_HIGH_NEED)))),
            L("Val", 399.5, ((110, moves.give_up),)),
        ),
        closes=(96, Closing.OUTSIDE_NETWORK),
    ),
)
