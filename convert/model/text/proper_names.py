"""Words that are names in any title: places, peoples, languages, eponyms of diseases and signs, months.

The countries, languages and continents follow CLDR's English names (https://cldr.unicode.org); the eponyms are those of diseases
and tests in MeSH, and of methods in physics, chemistry and statistics. A word that is also a common one (``Turkey``, ``May``) is left
out where the common one is frequent in titles.
"""

import re

from convert.model.lexicon import MORE_EPONYMS, MORE_GENERA, MORE_NAMES

_PLACES = """
    Afghanistan Africa Alabama Alaska Albania Alberta Algeria America Americas Amsterdam Andorra Angola Antarctica Arabia Argentina
    Arizona Arkansas Armenia Asia Athens Atlanta Australasia Australia Austria Azerbaijan Baghdad Bahamas Bahrain Baltimore Bangkok
    Bangladesh Barbados Barcelona Bavaria Beijing Beirut Belarus Belgium Belize Benin Berlin Bhutan Bolivia Bosnia Boston Botswana
    Brasil Brazil Britain Brunei Brussels Bulgaria Burundi Cairo Calgary California Cambodia Cambridge Cameroon Canada Caribbean
    Catalonia Chicago Chile China Cleveland Colombia Colorado Congo Connecticut Copenhagen Croatia Cuba Cyprus Czechia Dallas
    Delaware Delhi Denmark Denver Detroit Dhaka Djibouti Dominica Dublin Ecuador Edinburgh Egypt England Eritrea Estonia Eswatini
    Ethiopia Eurasia Europe Fiji Finland Flanders Florida Framingham France Gabon Gambia Gaza Geneva Georgia Germany Ghana Glasgow
    Greece Greenland Grenada Guangdong Guangzhou Guatemala Guinea Gujarat Guyana Haiti Hamburg Hawaii Helsinki Herzegovina Hiroshima
    Honduras Houston Hungary Iceland Idaho Illinois India Indiana Indonesia Iowa Iran Iraq Ireland Israel Istanbul Italy Jakarta
    Jamaica Japan Jerusalem Jordan Kampala Kansas Karachi Kazakhstan Kentucky Kenya Kerala Kolkata Korea Kosovo Kuwait Kyoto Kyrgyzstan
    Laos Latvia Lebanon Lesotho Liberia Libya Liechtenstein Lima Lisbon Lithuania London Louisiana Luxembourg Lyon Macau Macedonia
    Madagascar Madrid Malawi Malaysia Maldives Mali Malta Manchester Manitoba Maryland Massachusetts Mauritania Mauritius Melbourne
    Mexico Miami Michigan Micronesia Milan Minnesota Mississippi Missouri Moldova Monaco Mongolia Montana Montenegro Montreal Morocco
    Moscow Mozambique Mumbai Munich Myanmar Nairobi Namibia Nanjing Nebraska Nepal Netherlands Nevada Nicaragua Niger Nigeria Norway
    Oceania Ohio Oklahoma Oman Ontario Oregon Oslo Ottawa Oxford Pakistan Palestine Panama Paraguay Paris Pennsylvania Peru
    Philadelphia Philippines Pittsburgh Poland Polynesia Portugal Prague Punjab Qatar Quebec Québec Queensland Riyadh Romania Rome
    Rotterdam Russia Rwanda Samoa Scandinavia Scotland Seattle Senegal Seoul Serbia Seychelles Shanghai Shenzhen Siberia Sichuan
    Singapore Slovakia Slovenia Somalia Spain Stockholm Sudan Suriname Sweden Switzerland Sydney Syria Taiwan Tajikistan Tanzania
    Tasmania Tehran Tennessee Texas Thailand Tibet Timor Togo Tokyo Toronto Trinidad Tunisia Türkiye Uganda Ukraine Uruguay Utah
    Uzbekistan Vancouver Vanuatu Venezuela Vermont Vienna Vietnam Wales Warsaw Wisconsin Wuhan Wyoming Yemen Yugoslavia Zambia
    Zanzibar Zimbabwe Zurich Zürich Zealand York Leone Lanka Rica Faso Verde Salvador Arabian Pacific Atlantic Mediterranean Amazon
    Alps Andes Carpathian Carpathians Himalaya Himalayan Himalayas Pyrenees Sahel Sahara Saharan Appalachia Balkans Anatolia Hubei Zhejiang Jiangsu Shandong Hunan Henan Chongqing Liaoning Yunnan Guangxi Fujian Xinjiang
    Accra Addis Ababa Adelaide Aleppo Algiers Amazonas Amazonia Amman Andalusia Anhui Ankara Antilles Arequipa Assam Auckland Bahia Bali Baltic
    Bangalore Bengaluru Basel Basra Belfast Belgrade Bengal Bermuda Bern Bihar Birmingham Bogota Bogotá Bologna Borneo Brandenburg Brisbane
    Bristol Brooklyn Bucharest Budapest Busan Caledonia Callao Canberra Caracas Cardiff Casablanca Caucasus Chengdu Chennai Chernobyl Christchurch
    Colombo Crimea Cusco Daegu Dakar Damascus Danube Dhabi Doha Dresden Dubai Durban Edmonton Faroe Frankfurt Fukuoka Fukushima Galapagos
    Galicia Ganges Gansu Guadeloupe Guam Guangxi Guizhou Hainan Halifax Hangzhou Hannover Hanoi Harare Harbin Havana Hebei Heidelberg Heilongjiang
    Hokkaido Hyderabad Ibadan Islamabad Izmir Jeddah Jiangxi Jilin Johannesburg Kabul Kashmir Kathmandu Khartoum Kinshasa Krakow Kuala Lumpur
    Lagos Lahore Lausanne Leeds Leicester Leipzig Liverpool Lombardy Lucknow Lusaka Maharashtra Mahidol Manhattan Manila Marrakech Marseille
    Mashhad Mayotte Medellin Medellín Mekong Memphis Mesoamerica Milwaukee Minneapolis Montevideo Nagoya Nagasaki Nantes Naples Nashville Newfoundland
    Nile Ningxia Normandy Nottingham Nunavut Okinawa Omaha Osaka Ouagadougou Padua Patagonia Penang Peshawar Porto Pradesh Pretoria Pune Qinghai
    Quito Rajasthan Recife Rhine Saskatchewan Sapporo Sarawak Sardinia Saxony Seville Shaanxi Shanxi Shenyang Shiraz Sicily Silesia
    Sinai Sofia Strasbourg Stuttgart Sumatra Tabriz Taipei Tashkent Telangana Tianjin Toulouse Tunis Turin Tuscany Tyrol Uttar Valencia Veneto
    Victoria Washington Winnipeg Yangon Yangtze Yokohama Yorkshire Zagreb Herzegovina Nadu Rico
    Aarhus Aberdeen Abidjan Abuja Adriatic Aegean Agra Ahmedabad Ahvaz Alaskan Aleutian Alsace Amhara Amur Antwerp Aral Arkhangelsk Asmara Astana
    Asturias Avon Azores Baku Baluchistan Bamako Beira Benue Bergen Bering Bhopal Bilbao Bonn Bordeaux Bosphorus Bratislava Bremen Brittany Bruges
    Bujumbura Burgundy Calabria Cali Calicut Camerino Campania Cantabria Carolina Caspian Castile Cebu Chad Chandigarh Chiapas Chittagong Coimbatore
    Coimbra Cologne Comoros Conakry Cordoba Cornwall Corsica Crete Cumbria Curitiba Córdoba Dalian Davao Devon Dortmund Dundee Dunedin Durham
    Eindhoven Enugu Essex Euphrates Exeter Extremadura Fez Florence Fortaleza Freetown Freiburg Fuzhou Galway Genoa Gerais Ghent Gibraltar Gobi
    Goiás Gondar Gothenburg Granada Graz Grenoble Groningen Grosso Guadalajara Guayaquil Gulfport Haifa Hampshire Hanover Harlem Haryana Hawke's
    Hobart Honolulu Hudson Huron Ilorin Innsbruck Inverness Ionian Iquitos Jaipur Jimma Jodhpur Jos Juba Kaduna Kalahari Kano Kanpur Karnataka
    Katowice Kaunas Kent Kigali Kilimanjaro Kiribati Kisumu Kobe Kumasi Kwazulu Lancashire Lancaster Lapland Leiden Leuven Lille Limpopo Linköping
    Linz Ljubljana Loire Londonderry Lorraine Lothian Luanda Lublin Lucerne Lugano Lund Lviv Maastricht Madeira Madurai Maine Mainz Malmö Mandalay
    Maputo Mato Mbarara Mecca Medina Merseyside Minas Minsk Mojave Mombasa Monterrey Montpellier Mosul Mwanza Mysore Nagaland Nagpur Namib Nanchang
    Nauru Navarra Navarre Nicosia Niigata Nijmegen Nizhny Norfolk Northumberland Novgorod Novosibirsk Nuuk Oaxaca Odense Odessa Odisha
    Okavango Okayama Orinoco Orissa Orlando Osun Oulu Oxfordshire Palau Palermo Pamplona Paraná Parma Pará Patagonian Patna Perth Phoenix Piedmont
    Plymouth Poitiers Pondicherry Portland Poznan Provence Puducherry Puebla Pyongyang Rabat Ramallah Reims Rennes Reykjavik Riga Rochester Rosario
    Rostock Rouen Ruhr Sacramento Saigon Salamanca Salzburg Santander Santiago Sarajevo Sargasso Scania Sendai Serengeti Shantou Sheffield
    Shropshire Sindh Skopje Somerset Sonoran Southampton Staffordshire Stavanger Suffolk Surat Surrey Sussex Suzhou Swansea Swaziland Szeged Tallinn
    Tampa Tampere Tartu Tasmanian Tbilisi Thessaloniki Tigray Tigris Tijuana Tirana Titicaca Tokushima Tonga Tottori Trento Trieste Tripoli Tromsø
    Trondheim Trujillo Tucson Tulsa Turku Tuvalu Tyrrhenian Tübingen Ulm Umbria Uppsala Utrecht Varanasi Varna Venice Veracruz Verona Vilnius
    Virginia Visakhapatnam Vojvodina Volga Vorarlberg Wadden Warwickshire Weddell Wenzhou Westphalia Wiltshire Worcester Wroclaw Wrocław Wurzburg
    Würzburg Xiamen Xian Yaounde Yellowstone Yerevan Yosemite Yucatan Yucatán Yukon Zambezi Zaragoza Zhengzhou
"""
_PEOPLES = """
    African Afro Afghan Albanian Algerian American Americans Andean Angolan Arab Arabic Arabs Argentine Argentinian Armenian Asian
    Asians Australian Australians Austrian Aboriginal Bangladeshi Bantu Basque Belgian Bengali Brazilian Brazilians British Bulgarian
    Burmese Cambodian Cameroonian Canadian Canadians Catalan Caucasian Caucasians Chilean Chinese Colombian Congolese Croatian Cuban
    Cypriot Czech Danish Dutch Ecuadorian Egyptian English Eritrean Estonian Ethiopian European Europeans Filipino Finnish Flemish
    French Galician German Germans Ghanaian Greek Greeks Haitian Hausa Hawaiian Hebrew Hindi Hispanic Hispanics Hungarian Icelandic
    Indian Indians Indonesian Inuit Iranian Iranians Iraqi Irish Israeli Italian Italians Jamaican Japanese Javanese Jewish Jews Jordanian
    Kazakh Kenyan Korean Koreans Kurdish Kuwaiti Latin Latina Latinas Latino Latinos Latinx Latvian Lebanese Liberian Lithuanian
    Macedonian Malawian Malay Malaysian Maltese Mandarin Maori Māori Mexican Mexicans Mongolian Moroccan Mozambican Muslim Muslims Nepalese
    Nepali Nigerian Nordic Norwegian Pakistani Palestinian Persian Peruvian Polish Polynesian Portuguese Punjabi Romanian Russian
    Russians Rwandan Sami Sardinian Saudi Scandinavian Scottish Senegalese Serbian Sicilian Singaporean Slovak Slovenian Somali
    Spanish Sudanese Swahili Swedish Swiss Syrian Taiwanese Tamil Tanzanian Thai Tibetan Tunisian Turkish Ugandan Ukrainian Urdu
    Venezuelan Vietnamese Welsh Yoruba Zambian Zimbabwean Zulu Ashkenazi Christian Buddhist Hindu Islamic Medicare Medicaid Antarctic Arctic
    Amazonian Amish Azerbaijani Belarusian Bolivian Burkinabe Catholic Cherokee Dominican Emirati Estonian Eurasian Fijian Gambian Georgian
    Guatemalan Guyanese Hmong Honduran Igbo Lankan Libyan Maasai Malagasy Malian Mauritian Navajo Nearctic Nicaraguan Omani Palearctic
    Paraguayan Protestant Qatari Rican Romani Roma Salvadoran Samoan Sephardic Siberian Sikh Sinhalese Tajik Tibetan Togolese
    Trinidadian Tuscan Uruguayan Uyghur Uzbek Yemeni
    Kashmiri Uygur Uyghur Pashtun Bedouin Druze Inca Aztec Mayan Quechua Aymara Mapuche Yanomami Guarani Lakota Dakota Zuni Ojibwe
    Torres Tongan Papuan Melanesian Micronesian Chamorro Okinawan Ryukyu Han
    Abkhaz Africans Afrikaans Afrikaner Ainu Akan Albanians Aleut Amerindian Anatolian Andalusian Anglican Anishinaabe Apache Appalachian Arabians
    Ashanti Assamese Assyrian Ayurveda Ayurvedic Babylonian Balinese Balkan Baloch Bashkir Basotho Batak Bavarian Berber Berbers Bhil Bhutanese
    Bible Blackfeet Bosnian Britons Buddhism Buddhists Buginese Buryat Californian Cambodians Canarian Cantonese Catalonian Catholics Cebuano Celtic
    Chechen Chickasaw Chileans Choctaw Christ Christianity Christians Chukchi Circassian Comanche Confucian Confucianism Corsican Cree Cretan
    Croatians Croats Danes Daoist Dayak Dene Dravidian Egyptians Ethiopians Evenki Filipinos Finns Frisian Fulani Garifuna Germanic Ghanaians God
    Gond Guaraní Gujarati Haida Hakka Hawaiians Hellenistic Hinduism Hindus Homeric Hopi Hui Hutterite Hutu Iberian Igorot Ilocano Incan Inupiat
    Iraqis Iroquois Islam Israelis Jain Jesus Judaism Kachin Kampo Kannada Karen Kazakhs Kenyans Khmer Kichwa Kikuyu Kurds Kyrgyz Laotian Levantine
    Londoners Luo Lutheran Madurese Malayalam Malays Malaysians Maldivian Manchu Manchurian Marathi Mauritanian Maya Mennonite Mennonites
    Mesopotamian Methodist Miao Minangkabau Miskito Mixtec Mohawk Moldovan Mongol Mongols Montenegrin Mormon Mormons Munda Métis Nahuatl Namibian
    Nepalis Nigerians Nigerien Norwegians Odia Oriya Oromo Ossetian Otomi Pakistanis Palestinians Pali Parisian Pathan Pentecostal Peruvians Pima
    Protestants Quaker Quakers Quran Reiki Rohingya Roman Romans Ryukyuan Sahelian Samoans Sanskrit Santal Santali Saudis Scots Seminole Serbs Shan
    Shia Shiite Shinto Shuar Sichuanese Sicilians Siddha Sikhs Sindhi Sinhala Sioux Slavic Slovene Somalis Sumerian Sundanese Sunni Swedes Syrians
    Tagalog Talmud Tamils Taoist Tarahumara Tatar Tatars Telugu Texan Thais Tibetans Tigrinya Tlingit Tohono Torah Tsimane Tswana Turkic Turkmen
    Turks Tutsi Tyrolean Ugandans Uighur Ukrainians Unani Uzbeks Valencian Venetian Venezuelans Viennese Visayan Wayuu Welshman Xhosa Yakut Yemenite
    Yupik Zambians Zapotec Zhuang Zimbabweans
"""
_EPONYMS = """
    Addison Addison's Alzheimer Alzheimer's Alzheimers Angelman Apgar Asperger Barré Barre Barrett Barrett's Bayesian Bayes Becker Behçet Behcet
    Behçet's Behcet's Bell's Bland Altman Boltzmann Bonferroni Braille Brugada Burkitt Burkitt's Chagas Charcot Charlson Chiari Chikungunya
    Cochrane Covid Cox Coxsackie Creutzfeldt Crohn Crohn's Cushing Cushing's Danlos Darwin Darwinian Delphi Doppler Dravet Duchenne
    Dupuytren's Ebola Ehlers Eisenmenger Epstein Euclidean Ewing Ewing's Fabry Fallot Fanconi Fisher Fontan Foucault Fourier Freud Gaucher
    Gaussian Gilles Glasgow Gleason Gompertz Goodpasture Graves Graves' Guillain Hansen's Hartmann Hashimoto's Hashimoto Hawthorne Henoch
    Hirschsprung Hirschsprung's Hodgkin Hodgkin's Holter Huntington Huntington's Jakob Kaplan Kaposi Kaposi's Kawasaki Klinefelter Korsakoff Krebs
    Langerhans Lassa Legionnaires Legionnaires' Lennox Gastaut Lewy Likert Lyme Mahalanobis Mallory Marburg Marfan Markov McArdle Meier Mendelian
    Mohs Monte Carlo Münchausen Munchausen Nipah Nobel Noonan Ottawa Paget Paget's Papanicolaou Parkinson Parkinson's Parkinsons Pavlovian Poisson
    Pompe Pott's Prader Prometheus Purkinje Pubmed Ramsay Rasch Raynaud Raynaud's Reiter's Rett Rorschach Roux Raman Trojan Sanger Schlemm Schönlein
    Schwann Shannon Shiga Sjögren Sjögren's Sjogren Sjogren's Stevens Stroop Takayasu Takayasu's Tourette Tourette's Turner Twitter
    Facebook Google Usher Venturi Waldenström Wegener's Wernicke Wernicke's Whipple Wilms Wilms' Wilson's Zellweger Zika Ziehl Zollinger Ellison
    Alagille Alder Alport Apert Argyll Ashworth Babinski Baker's Bankart Bardet Barthel Bartter Basedow Beck Beuren Biedl Billroth Birt Boerhaave
    Bowen Bowen's Bragg Brescia Brillouin Broca Broca's Bruton Budd Canavan Caroli Castleman Cauchy Cheyne Churg Cimino Cockayne Cogan Colles Cohen Coombs
    Coulomb Cowden Crafts Crigler Cronbach Cronkhite Crouzon Darier Debye Dejerine Delaunay Descemet Diels Dietz Dorfman Dreifuss Dubin Dupuytren
    Ebstein Ebstein's Elsberg Emery Epworth Erdheim Euler Eulerian Faraday Felty's Fisher's Fock Foley Fraumeni Freundlich Fresnel Friedel Friedman
    Friedreich Friedreich's Fuchs Fuchs' Fugl Galeazzi Ganong Ganz Gauss Giemsa Gilford Gitelman Goldenhar Gottron Grignard Gustilo Hadamard Hailey
    Hamiltonian Hartree Hashin Heimlich Heisenberg Henle Hilbert Hippel Hirschhorn Hoffa Hopfield Horner's Hough Hurler Ilizarov Ising Jaccard Jacobian
    Janus Jarisch Jeghers Jervell Josephson Kallmann Karnofsky Kartagener Kearns Keplerian Kienböck Kirschner Klippel Kocher Koch's Krabbe Krukenberg
    Kruppel Krüppel Kruskal Kubelka Kugelberg Kussmaul Kuznets Lachman Lagrange Lagrangian Langmuir Laplace Laplacian Latarjet Leber Leber's Levenberg Marquardt
    Lawrence Legg Lesch Levenberg Lichtenstein Lindau Lisfranc Loeys Lorentz Lorentzian Löffler Machado Maffucci Mann Marquardt Maslach Masson Maxwell
    Meckel Meckel's Menetrier Meniere Meniere's Ménière Ménière's Menkes Menten Merkel Michaelis Mirizzi Mobitz Monteggia Morgagni Morquio Morton's Müllerian
    Mullerian Munk Najjar Navier Newtonian Niemann Nikolsky Nissen Nyhan Ollier Osgood Osler Oswestry Pancoast Parkes Pauwels Pearson Pearson's Peltier
    Perthes Petri Peutz Peyer Peyer's Peyronie Peyronie's Pfannenstiel Pfeiffer Ponseti Poincaré Quervain Quervain's Quincke Rankin Rayleigh Refsum Rendu
    Riedel Rietveld Romano Romberg Rosai Roussy Sachs Sandhoff Sanfilippo Scheimpflug Scheuermann Scherrer Schlatter Schrödinger Schwannian Semmes
    Sertoli Sézary Sezary Sheehan Sheehan's Sjögren's Sonogashira Spearman Spearman's Stargardt Stokes Suzuki Takayasu's Tenckhoff Tietze Trendelenburg Tukey Turing
    Tyndall Valsalva Venn Volkmann Voronoi Waals Wallenberg Wallis Waardenburg Weibull Weil's Wenckebach Werdnig Wharton's Wilcoxon Willebrand Wittig
    Wolff Yates Youden Zenker Zenker's Zernike
    Amplatzer Dacron Excel Fitbit Instagram Java Linux Luminex Microsoft Moderna Omicron Orbitrap Pfizer Python Reddit Siri Teflon TikTok Velcro Wechat Weibo Wikipedia Youtube
    Akt Bak Bax Bcl Cyp Hox Ki Nrf Orai Smad Src Trk Treg Tregs Ucp Wnt Arg Asn Cys Gln Glu Gly Lys Phe Ser Thr Trp Tyr
    Brackman Sirt Shaan Holocene Pleistocene Jurassic Cretaceous Miocene Eocene Pliocene Neanderthal Neandertal Neanderthals
    Actinobacteria Bacteroidetes Crustacea Decapoda Firmicutes Insecta Mammalia Nematoda Proteobacteria
    Achilles Biden Obama Olympic Pickering Trump
    Burm Decne Forssk Lam Linn Lour Roxb Thunb Willd
    January February April June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Ramadan
    Barr Brackmann Strauss Hutchinson Sternberg Neelsen Weinberg Whitney Johnson Pugh Bosniak Clavien Dindo Kellgren Kasai Norwood
    Blalock Taussig Breslow Hendra Mayaro Usutu Sindbis Norwalk Newcastle Willi Edwards Patau Rouviere Treitz Bernoulli Hounsfield Reye
    Rathke Schiff Trousseau Virchow Wegener Wilson Braden Waterlow Tinetti Katz Lawton Zarit Hamilton Montgomery Asberg Yale Eppendorf
    Nuremberg Wechsler Stanford Binet Pavlov Freudian Jungian Lacan Kleinian Winnicott Bowlby Mendel Lamarckian Malthusian Marxist
    Keynesian Cartesian Kantian Hippocratic Hippocrates Galen Vesalius Avicenna Neotropical Taq Ebers Permanente Embase Scopus Skype
    WhatsApp Whatsapp Labrador Merino Angus Duroc Landrace Hartley Gottingen Webster Raphson Runge Kutta Ironman Gorges Johns Harvard Hubble
    Aalen Abbott Achenbach Adson Agilent Ainsworth Airbnb Ajzen Akiyama Aldrich Alexa Alström Amadori Amgen Amyand Andersen Anderson Anthropocene
    Archean Aristotelian Aristotle Armitage Arnold Arrhenius Asherman Ashura Auerbach Bablok Baeyer Bakri Bandura Banti Barlow Bartholin Barton
    Bassini Batten Bayer Bayley Beckmann Beckwith Belousov Bence Benner Berg Berger's Bernard Bessel Biginelli Biogen Birbeck Bitcoin Blackfan Bloch
    Blodgett Bloom's Bluetooth Bochdalek Boolean Bosch Bose Botox Bourdieu Bourneville Bowman Boyden Bradford Brexit Bricker Briggs Bright's Briquet
    Brodmann Bronfenbrenner Bronsted Brownian Brunauer Brunner Brunnstrom Buchwald Bucy Buerger Burch Burk Butler Byzantine Calot Calvin Cambrian
    Cannizzaro Capgras Caplan Carboniferous Carney Cattell Celsius Cenozoic Chediak Chilaiditi Chvostek Ciocalteu Claisen Cobb Cochran Cohn Collins
    Conn's Conners Cooper Copernican Cornelia Coronavac Cotard Covaxin Covishield Cowper Cruveilhier Curtis Dandy Daubechies Degos Deming Dercum
    Descartes Devonian Dieulafoy Dijkstra Diogenes Dirac Dirichlet Diwali Dix Donabedian Doose Dressler Dreyfus Dubinin Duhamel Dunnett Durbin
    Easter Eaton Ebbinghaus Edman Edwardian Eid Einstein Elsevier Emmett Enneking Epley Erasmus Erb Ericsson Erikson Ethereum Evans Eyring Eysenck
    Fahrenheit Fano Feil Felty Fenton Fermi Feynman Fickian Fischer Fitz Fitzpatrick Fleiss Floquet Folin Forster Fortran Fothergill Foucauldian
    Fournier Fraunhofer Fregoli Freiberg Frey Frohlich Fujimoto Fulbright Gabor Galileo Ganser Gardner Gartner Genentech Gerota Gerstmann Gibbs
    Gilbert Gilead Gini Ginzburg Glanzmann Gmail Golgi Gorlin Gramsci Granger Griffiths Grubbs Gumbel Guthrie Haar Haber Habermas Haenszel Hajj
    Hallervorden Halloween Hallpike Hammett Hamming Hanes Hansen Hanukkah Harada Harris Hartnup Hartwig Hastings Hauser Hausman Heberden Hebra Heck
    Heckman Hegel Hegelian Heller Hermitian Herxheimer Higashi Higuchi Hodges Hoffmann Hofmann Hofmeister Holmes Holocaust Hopf Hopkins Horner
    Hosmer Hotelling Hubbard Huckel Hummers Hurst Huxley Illumina Impella Ishihara Ivor Jaeger Jahn Janssen Jeavons Jensen Jones Jung Kalman Kant
    Kausch Kegel Keller Kendall Kennedy Kerckring Kerr Kevlar Kickstarter Kielland Kienbock Kikuchi Kimmelstiel Kimura Kinect Kirkpatrick Kjeldahl
    Kjelland Kleffner Kluver Knoevenagel Knudsen Koch Kock Kohlberg Kohlrausch Kohn Kolb Kolmogorov Kotter Koutecky Koyanagi Kraepelin Krippendorff
    Kugel Kullback Kupffer Kuramoto Kuster Küster Lacanian Lafora Lambert Landau Lange Larmor Laron Larrey Laue Lefort Legendre Lehmann Leibler
    Leigh Leininger Lemeshow Lemierre Lenke Leopold Leriche Levene Levich Lewin Lewis Leydig Lhermitte Libman Liddle Lineweaver Lipitor Lister
    Littre Longmire Lorenz Lotka Louis Lowry Ludwig Lugol Lundborg Lyapunov Lyell Lynch Mach Magenis Maillard Maisonneuve Majorana Mallampati
    Malmstrom Malone Malthus Mannheim Mannich Mantel Mantoux Marcus Marie Markovian Marx Marxism Maslow Matlab Matrigel Maydl Mayer McCune McDonald
    McKeown McMurray McNemar McRoberts Medline Medtronic Meige Meissner Merck Mesolithic Mesozoic Meyer Michael Michelson Mie Milgram Miller Ming
    Minkowski Mitrofanoff Mitsunobu Miyaura Miyoshi Moebius Montessori Moran Mossbauer Mott Mughal Muller Myers Naegele Nagumo Natta Negishi Neisser
    Nelson Neogene Neolithic Nernst Netflix Netherton Newton Neyman Nietzsche Nightingale Nintendo Nissl Novartis Novavax Nutella Nyquist Obamacare
    Ockham Oddi Ogilvie Ohtahara Oligocene Olympics Oppenheimer Ordovician Orem Osterrieth Othello Otsu Ottoman Palaeolithic Paleocene Paleogene
    Paleolithic Paleozoic Panayiotopoulos Pap Paralympic Paralympics Pareto Passerini Pasteur Pauli Paxlovid Pelger Pereyra Permian Perot Petersen
    Petit Phalen Philips Piaget Piagetian Picasso Pierre Pilates Pinard Piper Pitt Planck Plato Plexiglas Plummer Poiseuille Potts Precambrian
    Pringle Prinzmetal Prochaska Proterozoic Prozac Puestow Pulitzer Qing Ramachandran Ramstedt Rasmussen Rawls Rawlsian Reiter Rey Reynolds Rhodes
    Richter Riemannian Ritalin Ritgen Rivermead Robertson Roche Rogers Rokitansky Rosenberg Rosenthal Ross Roy Rubin Rubinstein Rydberg Sabbath
    Salter Sanofi Santorini Sayre Scatchard Schatzker Schauta Schirmer Schmidt Schmorl Schonlein Schrodinger Seebeck Seldinger Shakespeare
    Shakespearean Shapiro Sharpey Shirodkar Shockley Shouldice Siemens Silurian Simpson Sinopharm Sinovac Sipple Skene Slater Smirnov Smith Snapchat
    Sneddon Snellen Soave Sobel Socratic Soulier Soxhlet Spatz Spielberger Spigelian Spitz Sprengel Springer Spurling Sputnik Steinert Stickler
    Stille Stober Stoppa Strouhal Studer Sturge Sweet's Swenson Swyer Sydenham Tafel Tang Tanner Tarui Tauc Tay Taybi Teller Temkin Terson
    Thanksgiving Theil Thomsen Tinel Tobit Todd Tolosa Toupet Traverso Treacher Trenaunay Triassic Tropsch Tsallis Tucker Tylenol Uber Ugi Ullmann
    Umrah Unverricht Vater Viagra Victorian Villiger Vineland Vinson Vogt Volmer Volterra Vygotsky Wada Wald Waldenstrom Wallerian Walsh Wannier
    Warburg Warthin Watson Weber Weinstein Weiss Welander Welch Werner Wertheim Weyl Wiedemann Wiener Wii Wiley Wilk Williamson Wirsung Wiskott
    Wolfram Wright Xbox Yamane Zavanelli Zeeman Zehnder Zhabotinsky Ziegler Zieve Zipf Zoom Zuckerkandl Zung
"""
_GENERA = """
    Bacillus Escherichia Staphylococcus Streptococcus Helicobacter Drosophila Plasmodium Saccharomyces Arabidopsis Caenorhabditis
    Candida Aspergillus Salmonella Pseudomonas Mycobacterium Clostridium Clostridioides Lactobacillus Klebsiella Acinetobacter Wolbachia Aedes
    Anopheles Toxoplasma Trypanosoma Leishmania Schistosoma Cryptococcus Chlamydia Vibrio Listeria Legionella Bordetella Neisseria Rickettsia
    Acanthamoeba Akkermansia Alternaria Anaplasma Artemia Ascaris Bacteroides Bartonella Bifidobacterium Bombyx Botrytis Brassica Burkholderia Citrobacter
    Corynebacterium Coxiella Cryptosporidium Culex Echinococcus Ehrlichia Eimeria Entamoeba Enterobacter Faecalibacterium Francisella Fusarium
    Fusobacterium Giardia Hyalomma Ixodes Lactococcus Lates Leptospira Litopenaeus Marsupenaeus Nicotiana Onchocerca Penaeus Pneumocystis Porphyromonas
    Prevotella Prochlorococcus Pteropus Rhinolophus Serratia Shewanella Solanum Sporothrix Stenotrophomonas Streptomyces Strongyloides Taenia
    Toxocara Treponema Tribolium Trichoderma Trichomonas Trichophyton Veillonella
    Brucella Borrelia Campylobacter Cutibacterium Propionibacterium Shigella Yersinia Haemophilus Enterococcus Xenopus Danio
    Dawley Sprague Wistar Zucker Holstein
    Abies Acer Acropora Actinomyces Aeromonas Agrobacterium Allium Amanita Amblyomma Ambystoma Angiostrongylus Anisakis Apis Aplysia Arachis
    Artemisia Arthrobacter Astragalus Atropa Avena Azospirillum Azotobacter Babesia Balamuthia Beauveria Bemisia Bipolaris Blastocystis Blastomyces
    Boswellia Brachypodium Bradyrhizobium Brettanomyces Brugia Campanula Capsella Catharanthus Centella Ceratitis Chlamydomonas Chlamydophila
    Chromobacterium Cinnamomum Citrullus Cladosporium Claviceps Clonorchis Coccidioides Coffea Coptis Cordyceps Coturnix Crassostrea Cronobacter
    Cucumis Cucurbita Culicoides Curcuma Cyclospora Cyprinus Daphnia Daucus Deinococcus Demodex Dermacentor Dermatophagoides Desulfovibrio
    Dictyostelium Dirofilaria Edwardsiella Eisenia Elizabethkingia Encephalitozoon Enterocytozoon Epidermophyton Equus Eremothecium Erwinia Euglena
    Euphorbia Exophiala Fagus Fasciola Felis Fonsecaea Fragaria Gallus Gambierdiscus Gammarus Gardnerella Geobacillus Geobacter Glomus Glossina
    Glycyrrhiza Gossypium Haemonchus Halobacterium Hartmannella Heterorhabditis Histoplasma Hordeum Hymenolepis Hypericum Ipomoea Jatropha Juglans
    Kingella Kluyveromyces Komagataella Lactuca Leuconostoc Linum Lolium Lucilia Lutzomyia Lymnaea Macaca Madurella Magnaporthe Malassezia Malus
    Manihot Medicago Meloidogyne Mesocricetus Metarhizium Methanobrevibacter Micrococcus Microcystis Microsporum Microtus Mobiluncus Moraxella
    Morganella Musca Mycoplasma Mycoplasmoides Mytilus Myxococcus Naegleria Necator Nocardia Nosema Nostoc Ocimum Oenococcus Olea Oncorhynchus
    Opisthorchis Oreochromis Oryctolagus Oryza Ostertagia Oxytricha Paecilomyces Paenibacillus Panax Papaver Paracoccidioides Paragonimus Paramecium
    Pasteurella Pediculus Pediococcus Penicillium Peptostreptococcus Phaseolus Phlebotomus Photorhabdus Phytophthora Picea Pichia Pinus Pistacia
    Pisum Plesiomonas Populus Portulaca Prunus Pseudallescheria Psilocybe Puccinia Punica Pyrus Quercus Ralstonia Raoultella Rattus Rhipicephalus
    Rhizobium Rhizoctonia Rhizopus Rhodnius Rhodococcus Ricinus Roseburia Rosmarinus Saccharum Salix Salmo Salvia Sarcocystis Sarcoptes Scedosporium
    Schizophyllum Schizosaccharomyces Scutellaria Sesamum Silybum Sinorhizobium Solenopsis Spodoptera Stachybotrys Synechococcus Synechocystis
    Tagetes Talaromyces Taraxacum Taxus Tetrahymena Thalassiosira Theileria Theobroma Thermus Tinospora Triatoma Trichinella Trichuris Trifolium
    Triticum Tropheryma Ureaplasma Urtica Ustilago Vaccinium Varroa Vicia Vigna Vitis Weissella Withania Wuchereria Xanthomonas Xenorhabdus Xylella
    Yarrowia Zea Zingiber Ziziphus Zygosaccharomyces
"""
GENERA = frozenset(_GENERA.split()) | MORE_GENERA
EPONYMS = frozenset(_EPONYMS.split()) | MORE_EPONYMS
"""Names of people, mostly; those of two that are joined stand beside each other: ``Erdheim-Chester``."""
COUNTRIES = frozenset(_PLACES.split()) | {"Kingdom", "States", "UK", "USA"}
"""Countries, states and cities, as far as one word tells them."""
NAMES = frozenset(f"{_PLACES} {_PEOPLES} Turkey".split()) | MORE_NAMES | EPONYMS | GENERA
"""Words that are names by themselves."""

_COMPASS = """Central East Eastern Costa El Great Greater Hong Inner Latin Los Lower Middle Native New North Northeast Northeastern Northern
    Northwest Northwestern Peninsular Puerto Saint San Santa São Saudi Sierra South Southeast Southeastern Southern Southwest Southwestern Sri St
    Sub Upper West Western Burkina Cape Papua Tel"""
BEFORE_NAMES = frozenset(_COMPASS.split())
"""Words that belong to the name that follows them: ``South Africa``, ``New Zealand``."""

PEOPLES = frozenset(_PEOPLES.split())

_PEOPLE = """Adolescents Adults Africans Americans Boys Caregivers Children Communities Families Fathers Females Girls Individuals Infants Males
    Men Mothers Participants Patients People Peoples Persons Population Populations Students Survivors Women Youth Youths"""
_PAIRS = """
    United States | United Kingdom | United Nations | United Arab | Arab Emirates | Hong Kong | Los Angeles |
    San Francisco | San Diego | Puerto Rico | Middle East | Near East | Far East | Tel Aviv | Northern Territory |
    Monte Carlo | CRISPR Cas | US Army | US Navy | New Jersey | New Orleans | North Carolina | South Carolina |
    North Dakota | South Dakota | West Bank | Buenos Aires | Rio Grande | São Paulo | Sao Paulo | Atlantic Ocean |
    Indian Ocean | Pacific Ocean | Baltic Sea | Black Sea | China Sea | North Sea | Red Sea | Yellow Sea | Western Blot |
    Western Blotting | Western Diet | Dyna CT | NRG Oncology | Emergency Committee | Da Qing | One Health | Bell Palsy |
    Baker Cyst | Baker Cysts | Hall Effect | Hill Coefficient | Hill Equation | Hill Sachs | Stern Volmer | Long Evans |
    Wi Fi | Brown Norway | Student's t | Google Images | Democratic Republic | People's Republic | Toll Like |
    Notch Signaling | Notch Signalling | Notch Pathway | Down Syndrome | Down's Syndrome | De Ritis | Silver Russell |
    House Brackmann | House Brackman | Child Pugh | Child Turcotte | Robin Sequence | Bishop Score | Sweet Syndrome |
    Frank Starling | Ahmed Glaucoma | Ahmed Valve | Ahmed Tube | Hippo Signaling | Hippo Pathway | Hedgehog Signaling |
    Hedgehog Pathway | Torres Strait | Strait Islander | Strait Islanders | KwaZulu Natal | Kwazulu Natal |
    Lancet Commission | Pap Smear | Pap Test
"""
_PARTED = [pair.strip().partition(" ") for pair in _PAIRS.split("|")]
PAIRS = frozenset(
    {
        *((first, second) for first, _, second in _PARTED),
        *((word, people) for word in ("Black", "White", "Indigenous") for people in _PEOPLE.split()),
    }
)
"""Two words that are a name together; the manuals of APA and AMA have capitals for people of a colour."""
_SECONDS = """Blot Blotting Coefficient Cyst Cysts Diet Effect Equation Glaucoma Like Palsy Pathway Score Sequence Signaling Signalling Syndrome Tube Valve"""
COMMON_SECONDS = frozenset(f"{_PEOPLE} {_SECONDS}".split())
"""The second words of such pairs that are no names themselves."""

_POULTRY = "Breast Eggs Farms Flocks Hens Herpesvirus Meat Poult Poults Production Semen Toms"
ALSO_COMMON = {
    "Guinea": frozenset(("Fowl", "Fowls", "Pig", "Pigs")),
    "Lima": frozenset(("Bean", "Beans")),
    "Turkey": frozenset(_POULTRY.split()),
}
"""Places, and the words before which they are none."""

_WATERS = "Archipelago Basin Bay Coast Gulf Island Ocean Peninsula Plateau Ridge Sea Delta"
AFTER_NAMES = frozenset(_WATERS.split()) | {"City", "Dynasty", "Republic", "State"}
"""Words that belong to the name before them: ``Indian Ocean``."""
_OF = "Gulf Bay Sea Strait Isle University Republic Kingdom Province State Cape Lake Bight Horn"
OF_NAMES = frozenset(_OF.split())
"""Words that belong to the name that follows ``of``: ``Gulf of Mexico``."""
_SYMBOLS = "As Be Bi Co He In La Pr Re Sc Te Th Y"
ALLOYED = frozenset(_SYMBOLS.split())
"""Symbols that may be words: they are an element's beside another symbol, as in ``Fe-Co``."""

_ELEMENTS = """
    Ag Al Au Ba Br Ca Cd Ce Cl Cr Cs Cu Er Eu Fe Ga Gd Ge Hg Ir Kr La Li Lu Mg Mn Mo Na Nb Nd Ni Pb Pd Po Pr Pt Pu Ra Rb
    Rh Ru Sb Sc Se Si Sm Sn Sr Ta Tb Tc Te Th Ti Tl Xe Yb Zn Zr
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""The symbols of chemical elements that are no English words, nor begin one (``Co-``, ``Re-``)."""

_PLACE_NOUNS = """Archipelago Bay Cave County Creek Desert Estuary Islands Lagoon Lake Mountains Peninsula Plateau Prefecture Province Reservoir River
    Sea Strait Valley"""
PLACES = frozenset(_PLACE_NOUNS.split())
"""Words after the name of a place, which belong to it: ``Dade County``."""

OF_PEOPLE = frozenset(("Contracture", "Disease", "Palsy", "Sarcoma", "Sign", "Syndrome"))
"""Words after the name of a person with ``'s``."""

_ORGANISATIONS = """
    Academy Act Agency Association Battery Biobank Center Centre Checklist Cohort Collaboration College Committee Consortium Council
    Department Foundation Hospital Initiative Institute Inventory Journal Ministry Network Organisation Organization Program Programme
    Project Questionnaire Register Registry School Society Study Survey University
"""
ORGANISATIONS = frozenset(_ORGANISATIONS.split())
"""Words that the names of organisations, studies and tests have."""
_REGIONS = (
    "Group Basin District Division Forest Governorate Municipality Park Region Reserve Township Village Zone"
)
IN_NAMES = ORGANISATIONS | frozenset(_REGIONS.split())
"""Words that are part of a name where the abstract has it so."""

TAXON = re.compile("(?<![a-z])[a-z]+(?:idae|aceae|phyceae|oidea|ptera|viridae|virales|mycetes|iformes)$")
"""The end of a family or an order."""
