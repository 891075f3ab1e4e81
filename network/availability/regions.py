"""In which statistical region each municipality of Slovenia lies. Pure.

Source: the classification of statistical regions as in force since 2015 (Uredba o standardni
klasifikaciji teritorialnih enot, NUTS 3): 212 municipalities, twelve regions.
"""

from network.availability.profile import Region

MUNICIPALITIES: dict[Region, str] = {
    Region.POMURSKA: (
        "Apače, Beltinci, Cankova, Črenšovci, Dobrovnik, Gornja Radgona, Gornji Petrovci, Grad,"
        " Hodoš, Kobilje, Križevci, Kuzma, Lendava, Ljutomer, Moravske Toplice, Murska Sobota,"
        " Odranci, Puconci, Radenci, Razkrižje, Rogašovci, Sveti Jurij ob Ščavnici, Šalovci,"
        " Tišina, Turnišče, Velika Polana, Veržej"
    ),
    Region.PODRAVSKA: (
        "Benedikt, Cerkvenjak, Cirkulane, Destrnik, Dornava, Duplek, Gorišnica, Hajdina,"
        " Hoče-Slivnica, Juršinci, Kidričevo, Kungota, Lenart, Lovrenc na Pohorju, Majšperk,"
        " Makole, Maribor, Markovci, Miklavž na Dravskem polju, Oplotnica, Ormož, Pesnica,"
        " Podlehnik, Poljčane, Ptuj, Rače-Fram, Ruše, Selnica ob Dravi, Slovenska Bistrica,"
        " Središče ob Dravi, Starše, Sveta Ana, Sveta Trojica v Slovenskih goricah,"
        " Sveti Andraž v Slovenskih goricah, Sveti Jurij v Slovenskih goricah, Sveti Tomaž,"
        " Šentilj, Trnovska vas, Videm, Zavrč, Žetale"
    ),
    Region.KOROSKA: (
        "Črna na Koroškem, Dravograd, Mežica, Mislinja, Muta, Podvelka, Prevalje,"
        " Radlje ob Dravi, Ravne na Koroškem, Ribnica na Pohorju, Slovenj Gradec, Vuzenica"
    ),
    Region.SAVINJSKA: (
        "Braslovče, Celje, Dobje, Dobrna, Gornji Grad, Kozje, Laško, Ljubno, Luče, Mozirje,"
        " Nazarje, Podčetrtek, Polzela, Prebold, Rečica ob Savinji, Rogaška Slatina, Rogatec,"
        " Slovenske Konjice, Solčava, Šentjur, Šmarje pri Jelšah, Šmartno ob Paki, Šoštanj,"
        " Štore, Tabor, Velenje, Vitanje, Vojnik, Vransko, Zreče, Žalec"
    ),
    Region.ZASAVSKA: "Hrastnik, Litija, Trbovlje, Zagorje ob Savi",
    Region.POSAVSKA: "Bistrica ob Sotli, Brežice, Kostanjevica na Krki, Krško, Radeče, Sevnica",
    Region.JUGOVZHODNA: (
        "Črnomelj, Dolenjske Toplice, Kočevje, Kostel, Loški Potok, Metlika, Mirna, Mirna Peč,"
        " Mokronog-Trebelno, Novo mesto, Osilnica, Ribnica, Semič, Sodražica, Straža,"
        " Šentjernej, Šentrupert, Škocjan, Šmarješke Toplice, Trebnje, Žužemberk"
    ),
    Region.OSREDNJESLOVENSKA: (
        "Borovnica, Brezovica, Dobrepolje, Dobrova-Polhov Gradec, Dol pri Ljubljani, Domžale,"
        " Grosuplje, Horjul, Ig, Ivančna Gorica, Kamnik, Komenda, Ljubljana, Log-Dragomer,"
        " Logatec, Lukovica, Medvode, Mengeš, Moravče, Škofljica, Šmartno pri Litiji, Trzin,"
        " Velike Lašče, Vodice, Vrhnika"
    ),
    Region.GORENJSKA: (
        "Bled, Bohinj, Cerklje na Gorenjskem, Gorenja vas-Poljane, Gorje, Jesenice, Jezersko,"
        " Kranj, Kranjska Gora, Naklo, Preddvor, Radovljica, Šenčur, Škofja Loka, Tržič,"
        " Železniki, Žiri, Žirovnica"
    ),
    Region.PRIMORSKO_NOTRANJSKA: (
        "Bloke, Cerknica, Ilirska Bistrica, Loška dolina, Pivka, Postojna"
    ),
    Region.GORISKA: (
        "Ajdovščina, Bovec, Brda, Cerkno, Idrija, Kanal ob Soči, Kobarid, Miren-Kostanjevica,"
        " Nova Gorica, Renče-Vogrsko, Šempeter-Vrtojba, Tolmin, Vipava"
    ),
    Region.OBALNO_KRASKA: "Ankaran, Divača, Hrpelje-Kozina, Izola, Komen, Koper, Piran, Sežana",
}

REGION_OF: dict[str, Region] = {
    municipality: region
    for region, municipalities in MUNICIPALITIES.items()
    for municipality in municipalities.split(", ")
}
