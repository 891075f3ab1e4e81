"""First names common in Slovenia, in the cases in which they are written. Pure.

Our own list, by no means complete: it serves a warning, never a decision.
"""

WOMEN = """
Adela Adrijana Ajda Alenka Aleksandra Alina Alja Alma Amalija Amina Ana Anamarija Andreja Anica
Anita Anja Ankica Antonija Barbara Betka Bernarda Bojana Branka Breda Brigita Brina Cvetka Danica
Danijela Darija Darinka Darja Diana Doroteja Dragica Dunja Elena Elizabeta Elma Ema Emilija Enja
Erika Erna Eva Fatima Frančiška Gabrijela Gaja Gordana Hana Helena Ines Inja Irena Irma Iva Ivana
Ivanka Iza Jana Janja Jasmina Jasna Jelena Jelka Jerneja Jolanda Josipa Jožefa Jožica Judita
Julija Justina Kaja Karin Karmen Karolina Katarina Katja Kim Klara Klavdija Klementina Kristina
Ksenija Lana Lara Larisa Laura Lea Leja Lejla Lena Leonida Lidija Lija Lili Lina Ljudmila Ljubica
Loti Lucija Magda Magdalena Maja Majda Manca Manja Marija Marijana Marina Marinka Marjana Marjeta
Marjetka Marta Martina Maša Mateja Melita Metka Mia Mihaela Mija Mila Milena Milica Milka Minka
Mira Mirjana Mojca Monika Nada Nadja Naja Natalija Nataša Neja Neža Nika Nikolina Nina Nives Nuša
Olga Patricija Pavla Petra Pia Polona Rebeka Renata Romana Rozalija Sabina Samanta Sandra Sanja
Sara Sarah Senka Silva Simona Slavica Slavka Sofija Sonja Stanislava Stanka Staša Suzana Svetlana
Špela Štefanija Tadeja Tamara Tanja Tara Tatjana Tea Terezija Tia Tija Tina Tinkara Tjaša Urša
Urška Valentina Valerija Vanja Vera Veronika Vesna Vida Vika Viktorija Vita Zala Zara Zdenka Zoja
Zofija Zora Zvezdana Žana Živa
"""
MEN = """
Adam Adrijan Albert Alen Aleks Aleksander Aleš Aljaž Aljoša Alojz Amar Amir Andraž Andrej Anej
Anže Anton Armin Bernard Blaž Bogdan Bojan Bor Boris Borut Boštjan Božidar Branislav Branko Bruno
Ciril Cveto Damijan Damir Damjan Daniel Danijel Danilo Dario Darko David Davor Dejan Denis Domen
Dominik Drago Dragan Dušan Duško Edin Edvard Elvis Emil Enej Erik Ernest Ervin Fedor Feliks Filip
Franc Franci Franjo Gaber Gal Gašper Goran Gorazd Grega Gregor Haris Hasan Igor Ilija Ivan Ivo
Iztok Izak Jaka Jakob Jan Janez Jani Janko Jasmin Jernej Jošt Jože Jožef Jurij Jure Kamal Karel
Karlo Kevin Klemen Kristijan Kristjan Lan Lenart Leo Leon Leopold Lovro Ludvik Luka Maj Maks
Maksim Marcel Marijan Marjan Marko Martin Matej Matevž Matic Matija Matjaž Maksimiljan Mario Mark
Marsel Mihael Miha Mirko Miroslav Milan Miloš Mirsad Mitja Mohamed Muhamed Nace Nal Neven Nejc
Nenad Nik Niko Nikola Nikolaj Oliver Omar Oskar Patrik Pavel Peter Primož Rado Radovan Rafael
Rajko Renato Robert Roman Rok Rudi Rudolf Samir Samo Sandi Saša Sašo Sebastijan Senad Sergej
Silvo Simon Slavko Slobodan Srečko Stane Stanislav Stanko Stojan Svit Štefan Tadej Tai Tarik
Taras Teo Tian Tilen Tim Timotej Tin Tine Tjan Tom Tomaž Tomi Tristan Urban Uroš Val Valentin
Valter Vasja Vid Viktor Viljem Vincenc Vinko Vito Vladimir Vlado Vojko Zdravko Zlatko Zoran Zvone
Žan Žiga
"""
SOFT = ("c", "č", "š", "ž", "j")


def known() -> frozenset[str]:
    """Every name in every case, in small letters."""
    forms = {form for name in WOMEN.split() for form in _declined(name)}
    forms |= {form for name in MEN.split() for form in (*_declined(name), *_declined_man(name))}
    return frozenset(form.casefold() for form in forms)


def _declined(name: str) -> tuple[str, ...]:
    """Of names in -a, women's and men's alike; others stay as they are."""
    if not name.endswith("a"):
        return (name,)
    return (name, *(name[:-1] + ending for ending in ("e", "i", "o")))


def _declined_man(name: str) -> tuple[str, ...]:
    """Marko, Marka, Marku; Aleš, Aleša, Alešem; Peter, Petra; Igor, Igorja."""
    stems = {name[:-1] if name[-1] in "oe" else name}
    if name.endswith("r"):
        stems.add(name + "j")
    if name[-2:] in ("er", "el", "ec"):
        stems.add(name[:-2] + name[-1])
    if name[-1] in "aeiou":
        stems.add(name + "t" if name[-1] == "e" else name + "j")
    middle = "em" if name.endswith(SOFT) or name.endswith("r") else "om"
    return tuple(stem + ending for stem in stems for ending in ("a", "u", middle, "om"))
