"""What the packaged gazetteer lacks or spells otherwise. Facts only; pure.

Coordinates are those of the centre of the place, good to about a kilometre, which is what
"nearest first" needs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnTown:
    """A town or part of a town: in which municipality, where, how large."""

    name: str
    municipality: str
    latitude: float
    longitude: float
    population: int
    also: str = ""
    """Another name people use, where no town is called so."""


OWN_TOWNS = (
    OwnTown("Smlednik", "Medvode", 46.163, 14.432, 470),
    OwnTown("Draga", "Ig", 45.960, 14.566, 200, "Draga pri Igu"),
    OwnTown("Kočevska Reka", "Kočevje", 45.576, 14.796, 250),
    OwnTown("Stara Cerkev", "Kočevje", 45.672, 14.841, 400),
    OwnTown("Krka", "Ivančna Gorica", 45.889, 14.771, 150),
    OwnTown("Most na Soči", "Tolmin", 46.153, 13.742, 430),
    OwnTown("Pirniče", "Medvode", 46.140, 14.433, 900, "Zgornje Pirniče"),
    OwnTown("Pišece", "Brežice", 45.998, 15.648, 440),
    OwnTown("Planina pri Sevnici", "Šentjur", 46.103, 15.407, 400),
    OwnTown("Podnart", "Radovljica", 46.292, 14.256, 450),
    OwnTown("Podsreda", "Kozje", 46.040, 15.589, 210),
    OwnTown("Ponikva", "Šentjur", 46.257, 15.440, 400),
    OwnTown("Štanjel", "Komen", 45.823, 13.845, 360),
    OwnTown("Turjak", "Velike Lašče", 45.878, 14.615, 290),
    OwnTown("Vače", "Litija", 46.120, 14.839, 460),
    OwnTown("Vinica", "Črnomelj", 45.460, 15.253, 250),
    OwnTown("Zidani Most", "Laško", 46.085, 15.171, 300),
    OwnTown("Frankolovo", "Vojnik", 46.322, 15.316, 420),
    # Parts of the larger towns, by which groups and homes are known. "Moste" and "Polje" alone
    # are left out: towns elsewhere are called so.
    OwnTown("Ljubljana Bežigrad", "Ljubljana", 46.070, 14.514, 33000, "Bežigrad"),
    OwnTown("Ljubljana Črnuče", "Ljubljana", 46.106, 14.535, 11000, "Črnuče"),
    OwnTown("Ljubljana Dravlje", "Ljubljana", 46.086, 14.480, 15000, "Dravlje"),
    OwnTown("Ljubljana Fužine", "Ljubljana", 46.051, 14.566, 12000, "Nove Fužine"),
    OwnTown("Ljubljana Gunclje", "Ljubljana", 46.107, 14.452, 1000, "Gunclje"),
    OwnTown("Ljubljana Jarše", "Ljubljana", 46.076, 14.548, 12000, "Nove Jarše"),
    OwnTown("Ljubljana Kodeljevo", "Ljubljana", 46.048, 14.528, 5000, "Kodeljevo"),
    OwnTown("Ljubljana Moste", "Ljubljana", 46.056, 14.540, 11000),
    OwnTown("Ljubljana Polje", "Ljubljana", 46.057, 14.583, 11000),
    OwnTown("Ljubljana Rudnik", "Ljubljana", 46.023, 14.540, 8000, "Rudnik"),
    OwnTown("Ljubljana Šentvid", "Ljubljana", 46.098, 14.466, 14000, "Šentvid"),
    OwnTown("Ljubljana Šiška", "Ljubljana", 46.073, 14.487, 34000, "Šiška"),
    OwnTown("Ljubljana Trnovo", "Ljubljana", 46.041, 14.501, 16000, "Trnovo"),
    OwnTown("Ljubljana Vič", "Ljubljana", 46.043, 14.482, 13000, "Vič"),
    OwnTown("Ljubljana Zalog", "Ljubljana", 46.061, 14.614, 5000, "Zalog"),
    OwnTown("Maribor Pobrežje", "Maribor", 46.551, 15.678, 13000),
    OwnTown("Maribor Studenci", "Maribor", 46.552, 15.623, 8000, "Studenci"),
    OwnTown("Maribor Tabor", "Maribor", 46.547, 15.645, 12000),
    OwnTown("Maribor Tezno", "Maribor", 46.533, 15.664, 12000, "Tezno"),
    OwnTown("Kranj Planina", "Kranj", 46.241, 14.370, 12000),
    OwnTown("Kranj Stražišče", "Kranj", 46.233, 14.338, 5000, "Stražišče"),
)

# The gazetteer knows a municipality by the code of an old standard (FIPS 10-4). Most are named
# like their first town, which is found without help; these are not.
MUNICIPALITY_OF_CODE = {
    "04": "Bohinj",
    "07": "Brda",
    "09": "Brezovica",
    "20": "Dobrepolje",
    "22": "Dol pri Ljubljani",
    "26": "Duplek",
    "27": "Gorenja vas-Poljane",
    "35": "Hrpelje-Kozina",
    "44": "Kanal ob Soči",
    "45": "Kidričevo",
    "50": "Koper",
    "55": "Kungota",
    "62": "Ljubno",
    "66": "Loški Potok",
    "68": "Lukovica",
    "98": "Rače-Fram",
    "B3": "Šentilj",
    "D1": "Sveti Jurij ob Ščavnici",
    "F6": "Bloke",
    "G2": "Dobje",
    "G4": "Dobrova-Polhov Gradec",
    "G9": "Hajdina",
    "H1": "Hoče-Slivnica",
    "H5": "Jezersko",
    "I1": "Križevci",
    "I3": "Lenart",
    "I7": "Loška dolina",
    "J4": "Miklavž na Dravskem polju",
    "J5": "Miren-Kostanjevica",
    "L6": "Šempeter-Vrtojba",
    "M3": "Sveta Ana",
    "M4": "Sveti Andraž v Slovenskih goricah",
    "N2": "Videm",
    "O2": "Gorje",
    "O4": "Log-Dragomer",
    "O7": "Mokronog-Trebelno",
    "P1": "Renče-Vogrsko",
    "P2": "Šentrupert",
    "P6": "Sveta Trojica v Slovenskih goricah",
    "P7": "Sveti Jurij v Slovenskih goricah",
}

# Where the gazetteer has the wrong municipality.
MUNICIPALITY_OF_TOWN = {"Srednja vas v Bohinju": "Bohinj", "Sladki Vrh": "Šentilj"}

# Words of place names that the gazetteer capitalises or shortens against the rules of Slovenian.
SPELLING = {
    " Vas": " vas",
    " Mesto": " mesto",
    " Trg": " trg",
    " Polju": " polju",
    " Slov. Goricah": " Slovenskih goricah",
    " Slovenskih Goricah": " Slovenskih goricah",
    " Vel. ": " Veliki ",
    "Sv. Ana": "Sveta Ana",
    "Sv. Trojica": "Sveta Trojica",
}
