"""More words that are names in any title: eponyms, makers and products, periods, universities, cities, provinces, genera."""

_EPONYMS = """
    Adamkiewicz Altemeier Alvarado Amsler Apley Askin Avogadro Avrami Axenfeld Baastrup Bachmann Baerveldt Balint Barbeau Baylis
    Bazett Begg Benjamini Bentall Bertolotti Besicovitch Bielschowsky Binswanger Bion Bischler Blatchford Blount Boey Borrmann
    Bosworth Bray Brewster Bristow Brockenbrough Brostrom Broström Brønsted Chebyshev Chopart Condon Cooley Cooley's Coomassie Corey
    Cotrel Couinaud Couvelaire Cullen Curtius Danon Daroff Delorme Desarda Devick Duane Dubousset Dukes Eales Edinger Egger Ekbom
    Elschnig Emmons Esmarch Favre Ferriman Fibonacci Fick Fogarty Foville Franck Freirean Friderichsen Fridericia Froin Froude Fuhrman
    Galilean Gallwey Galton Gartland Geiger Glaser Glenn Glisson Glissonian Golay Goldmann Goltz Griess Gubler Guyon Haack Hagen
    Hamman Hantzsch Hardinge Hasson Heidegger Heinz Hermite Hessian Hinchey Hirayama Hochberg Hogg Howell Hugoniot Huisgen Humphreys
    Hurley Hurthle Husserl Hückel Hürthle Isaacs Jablonski Jacobi Jatene Jolliet Joule Judkins Kasabach Kattan Kawashima Kehr Kelvin
    Khand Killip Klatskin Kligman Klüver Knorr Koebner Koopmans Kostmann Kounis Kraske Ladd Laguerre Lauge Laurén Lavallée Leidenfrost
    Lembert Lequesne Levinas Liesegang Limberg Liouville Lofgren Lown Lutembacher Lysholm Löfgren Marangoni Marfanoid Marshall
    McBurney Meerwein Meibomian Meigs Melkersson Merritt Mikulicz Millard Mirels Mizoroki Modic Mollaret Molteno Mondor Mooren Morison
    Morita Morvan Muckle Muir Mukaiyama Napieralski Nazarov Neer Noether Nuss Okuda Orwellian Outerbridge Paal Padovan Paneth Parinaud
    Parsonage Partin Pauson Pautrier Pender Pender's Pictet Platonic Pockels Posner Potter's Povarov Prandtl Prins Putti Raney
    Rastelli Ravitch Reformatsky Rieger Riemann Ringer Ringer's Rinne Risser Ritis Rives Robson Rockall Rolando Russell Sabouraud
    Sagnac Salzmann Sandmeyer Savitzky Scarpa Scarpa's Schatzki Schilder Schlossman Schnitzler Schottky Schrock Segond Semont Senning
    Sgarbossa Shapley Sharpless Sievers Siewert Sistrunk Socrates Spengler Staudinger Steinmann Stieda Stoner Strasberg Strecker
    Sunderland Swern Tapia Tegner Teichholz Tenon Tenon's Thomson Thygeson Timoshenko Todani Troisier Tscherne Turcot Turcotte Veress
    Vilsmeier Wadsworth Waldmann Waterston Wellens Westphal Wigner Willis Woodward Yacoub Young's Zener Åsberg
"""
_CALLED = """
    Affymetrix Afirma Afrotropical Agrp Allis Amplatz Apc Apligraf Arduino AstraZeneca Australasian Avastin Avonex Bactec Bambino
    Baylor Bexsero Biocon Bioconductor Boko Bovie Braf Brigham Bundestag Caco Cervarix Charité Cialis Cmax Comirnaty Copaxone Cornell
    Cytoscape Dengvaxia Denisovan Dermabond Descovy Dexcom Dropbox Drupal Dysport Elecsys Elizabethan Emdogain Emory Enbrel
    Eurocentric Eurovision Fluzone Foxp Fudan Gardasil Garmin Gavi Gelfoam GenBank Genbank Gesù Gilenya Gli Guantanamo Habsburg Haram
    Herceptin Hispaniola Holarctic Humira Ig Implanon Infinium Invisalign Islander Islanders Jak Jupyter Jurkat Juvederm Kapandji
    Karolinska Katrina Kettering Keytruda Kras Kymriah Makerere Mayo McGill McMaster Mcl Mendeley Mesoamerican Mirena Monash Moodle
    Moorfields Myc Nanog Nazi Nef Neotropics Nexplanon Oceanian Omnipod Oncotype Opdivo Orphanet Ozempic Pashtuns Pax Peking Pentacam
    Penumbra Permacol Pinterest Pokémon Prevnar Prolene Provera Purdue Qualtrics Remicade Renaissance Restylane Rockefeller Rotarix
    Runx Rutgers Samsung SciELO Scielo Sculptra Sepharose Shh Shingrix Sloan Sonazoid Soviet Sox Spikevax Stata Surgicel Taliban
    Taqman Tat Tisseel Transwell Truvada Tsinghua Tulane Tysabri Vanderbilt Vicryl Vitek Vpr Vyxeos Wegovy Wellcome Wikidata Winship
    Xa Xeomin Xpert Yescarta YouTube Zostavax Zotero
"""
_PLACES = """
    Ajman Albany Albertan Albertin Alicante Altai Amalfi Ancash Angeleno Antalya Appalachians Apulia Araçatuba Arno Austin Ayacucho
    Babol Balearic Bangui Banjul Barranquilla Bashkortostan Basilicata Batumi Benghazi Bergamo Berkeley Bethesda Bhubaneswar Bilaspur
    Bloomsbury Bosporus Botucatu Brahmaputra Bronx Brunswick Bucha Buckingham Bukovina Bunyoro Caatinga Cajamarca Calabar Campinas
    Canterbury Catanzaro Ceará Cerrado Chaozhou Chatham Chengde Chesapeake Chihuahua Chiloé Chimborazo Crimean Cuzco Cyclades Dagestan
    Dardanelles Dianshan Dnieper Dnipro Donbas Donghu Dongting Duhok Ebro Edirne Ege Elazığ Elbe Emilia Erbil Erzurum Eskişehir
    Everest Everglades Fallujah Fiocruz Floridian Foshan Friuli Fujairah Gifu Giulia Gorongosa Guayas Guiyang Haikou Hebrides Hefei
    Hidalgo Hohhot Homs Hormuz Huancayo Huizhou Humboldt Huánuco Ibagué Idlib Indianapolis Indochina Indus Irvine Isfahan Ithaca
    Jacksonville Jalisco Jamestown Jazan Jharkhand Jinan Jining Kaohsiung Karbala Kerman Kermanshah Kharkiv Kherson Khuzestan Khyber
    Kiel Kiev Kirkuk Kocaeli Konya Kosi Kragujevac Kumamoto Kunming Kurdistan Kyiv Kyushu Lambayeque Lanzhou Lecce Levant León Lhasa
    Lodz Lorestan Maghreb Malakand Malvern Manaus Mantiqueira Maranhão Mariupol Mashonaland Matabeleland Mazandaran Mbale Mbeya
    Melanesia Mersey Mersin Messina Michoacán Midwest Midwestern Mirpur Modena Moldavia Nagano Najaf Nanning Neuchâtel Newark Nuevo
    Odesa Okara Ontarian Orkney Pakhtunkhwa Palmira Pernambuco Petersburg Pietermaritzburg Piura Pomerania Potomac Puno Quanzhou
    Rajshahi Raqqa Rasht Rawalpindi Rhein Rhône Rivne Rockies Romagna Samarkand Samsun Saratoga Sargodha Satkhira Savannah Schleswig
    Seongnam Severn Sharjah Shetland Shizuoka Siena Sinaloa Skåne Spitsbergen Sulaymaniyah Sundarbans Surabaya Svalbard Tabasco Tabuk
    Tagus Taizhou Tamaulipas Tanganyika Taranto Terengganu Thames Thimphu Thuringia Tiber Tikrit Tohoku Toledo Tolima Toowoomba
    Trabzon Transylvania Turkana Urmia Urumqi Valais Valdivia Vaud Vellore Vistula Vladivostok Voronezh Wallachia Wenchuan Wrexham
    Wuxi Yamanashi Yamuna Yangzhou Yazd Zahedan Zanjan Zhongshan Zhuhai Zigong Łódź
"""
_GENERA = """
    Acidovorax Actinotignum Aggregatibacter Akodon Alistipes Aloe Alpheus Anaerostipes Ancylostoma Andrographis Angiostongylus
    Aphanomyces Arcobacter Argulus Artibeus Atelerix Atopobium Bidens Bilophila Biomphalaria Blautia Bombus Brachionus Brachyspira
    Bubalus Callinectes Callithrix Camellia Capnocytophaga Capra Capsicum Caridina Carollia Catenibacterium Cavia Chaetoceros
    Chenopodium Cherax Chironomus Chlorella Christensenella Coilia Coprococcus Ctenocephalides Culiseta Debaryomyces Desmodus Diaemus
    Dialister Didelphis Dorea Dunaliella Eggerthella Eidolon Enterobius Epinephelus Eptesicus Eriocheir Eubacterium Exopalaemon
    Fagopyrum Farfantepenaeus Fenneropenaeus Filifactor Finegoldia Galleria Gambusia Ganoderma Gemella Ginkgo Gluconobacter Gracilaria
    Haemaphysalis Haliotis Halomonas Hanseniaspora Helichrysum Hipposideros Homarus Hypsugo Lachnospira Lacticaseibacillus
    Lactiplantibacillus Larimichthys Lasionycteris Lasiurus Lavandula Lepidium Leptonycteris Leptotrichia Leucaena Limosilactobacillus
    Macrobrachium Marinobacter Megaderma Megamonas Megasphaera Menidia Mentha Metapenaeus Meyerozyma Microbacterium Miniopterus
    Mormoops Morus Mucor Murina Myodes Myotis Nannochloropsis Neocaridina Nephrops Nigella Nitrosomonas Nitrospira Nyctalus Nycteribia
    Nycteris Nyctinomops Odoribacter Oncomelania Origanum Ornithodoros Oscillospira Ostrea Ovis Palaemon Palaemonetes Papio
    Parabacteroides Parvimonas Perilla Perimyotis Periplaneta Phascolarctobacterium Phyllostomus Physalis Pipistrellus Plecotus
    Podarcis Polistes Polygonum Portunus Procambarus Prototheca Providencia Pseudogymnoascus Psidium Psychotria Psychrobacter
    Rhodobacter Rothia Rousettus Rubus Ruminococcus Sarcodia Scylla Simulium Sitophilus Skeletonema Sneathia Solobacterium
    Sphingomonas Sturnira Subdoligranulum Sutterella Tadarida Tannerella Taphozous Tenebrio Terminalia Tetragenococcus Tetranychus
    Tetraodon Tribulus Turicibacter Ulva Urocyon Vernonia Vespertilio Vespula Zostera
"""
MORE_EPONYMS = frozenset(_EPONYMS.split())
MORE_GENERA = frozenset(_GENERA.split())
MORE_NAMES = frozenset(f"{_CALLED} {_PLACES}".split()) | MORE_EPONYMS
