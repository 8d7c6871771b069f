"""``Title. J. Abbrev. Words`` → the title and the journal: the border between two texts that full stops part."""

import re
from typing import Final, NamedTuple

_OF_STATE = r"(?!(?<=\bU\.S\.\s)(?:Army|Bureau|Census|Centers|Department|Environmental|Fish|Food|Geological|Government|Navy|Preventive|Public|Surgeon))"
_NOT_IMENI = r"(?<!\b[Ii]meni [A-Z])(?<!\b[Ii]meni [A-Z]\.[A-Z])(?<!\b[Ii]meni [A-Z]\. [A-Z])"
_SENTENCE_END = re.compile(
    rf"{_NOT_IMENI}(?:\.\.\.|(?<!\bvol)(?<!\bvs)\.|[?!…])[\"'”’»)\]]*\s+{_OF_STATE}(?![^()]{{0,40}}\))"
)
"""Not within brackets: ``Journal of immunology (Baltimore, Md. : 1950)``, as PubMed's APA has it; nor in ``U.S. Department`` or ``Zhurnal imeni S.S. Coina``."""
_SMALL: Final = frozenset({"of", "and", "the", "in", "for", "on", "&", "de", "la", "et", "der", "und", "für"})
_SHORT_WORD = re.compile(r"(?!Part|Reply|Review|Report|Results|Erratum|Retraction)[^\W\d_a-z][\w-]{0,11}")
"""A word that is likelier abbreviated than a sentence of a title, where the journal ends with a full stop."""
_BRACKET_END = re.compile(
    r"(?<=.{20})\)\s+(?=[^\W\d_a-z][\w.&]*(?: (?:[^\W\d_a-z][\w.&]*|of|and|the|in)){0,7}$)"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){0,2}")
_LETTERS = re.compile(r"[^\W\d_]+")


class TitleAndJournal(NamedTuple):
    """Both, and whether the words' shape had to tell them apart."""

    title: str
    journal: str
    is_guess: bool


def split_title(text: str) -> TitleAndJournal:
    """The journal is what follows the last full stop, and the abbreviated words before it.

    >>> split_title("Sleep at sea. The second night. J. Invent. Biol")
    TitleAndJournal(title='Sleep at sea. The second night.', journal='J. Invent. Biol', is_guess=True)
    >>> split_title("Is it so? Nature"), split_title("Chem. Rev")
    (TitleAndJournal(title='Is it so?', journal='Nature', is_guess=False), TitleAndJournal(title='', journal='Chem. Rev', is_guess=True))
    """
    ends = [(found.start(), found.end()) for found in _SENTENCE_END.finditer(text)]
    if not ends and (bracket := _BRACKET_END.search(text)):
        return TitleAndJournal(text[: bracket.start() + 1], text[bracket.end() :], is_guess=True)
    if not ends:
        return (
            TitleAndJournal("", text, is_guess=True)
            if is_abbreviated(text.removesuffix("."))
            else TitleAndJournal(text, "", is_guess=False)
        )
    is_dotted = text.endswith(".")
    last = border = len(ends) - 1
    for index in range(last, -1, -1):
        begin = ends[index - 1][1] if index else 0
        part = text[begin : ends[index][0]]
        is_known = _is_journal_part(part) or (
            (is_dotted or border < last) and index > 0 and _SHORT_WORD.fullmatch(part) is not None
        )
        if text[ends[index][0]] != "." or not (is_known or _CAPITALISED.fullmatch(part)):
            break
        if is_known:
            border = index - 1
    if border < 0:
        return TitleAndJournal("", text, is_guess=True)
    start = ends[border][1]
    return TitleAndJournal(text[:start].rstrip(), text[start:], is_guess=border != last)


_COMMA = re.compile(r", (?=[^\W\d_a-z])")
_LOWER = re.compile(r"(?:^|\s)[a-zß-öø-ÿ]{2,}(?=\s|$)")
_PART_OF_NAME = re.compile(r"(?:Part|Sect|Ser|Int|Suppl)\b")
_MOST_WORDS = 9


def split_at_comma(text: str) -> TitleAndJournal | None:
    """``Title, Journal``, as Elsevier's numbered styles have it; None if what stands behind the last comma looks like no journal's name.

    >>> split_at_comma("Sleep at sea, on land, J. Coin. Biol"), split_at_comma("Sleep in Boston, Massachusetts. J Invent Biol")
    (TitleAndJournal(title='Sleep at sea, on land', journal='J. Coin. Biol', is_guess=True), None)
    """
    commas = list(_COMMA.finditer(text))
    if not commas:
        return None
    title, journal = text[: commas[-1].start()], text[commas[-1].end() :]
    words = journal.split()
    is_name = len(words) <= _MOST_WORDS and all(
        word[:1] in "(&" or not word[0].islower() or word in _SMALL for word in words
    )
    is_dotted = all(
        word[-1] != "." or len(word) < 6 or word[:-1].lower() in ABBREVIATIONS for word in words[:-1]
    )
    if not (is_name and is_dotted and _LOWER.search(title)) or _PART_OF_NAME.match(journal):
        return None
    return TitleAndJournal(title, journal, is_guess=True)


def _is_journal_part(text: str) -> bool:
    """Whether a text between two full stops is a part of an abbreviated title of a journal: ``J``, ``Natl Acad``."""
    words = text.split()
    if not words or len(words) > 4:
        return False
    last = words[-1].lower().lstrip("(")
    is_short = last in ABBREVIATIONS or (
        len(last) == 1 and last.isalpha() and (len(words) == 1 or last == "j")
    )
    return is_short and all(word[:1].isupper() or word[:1] in "(&" or word in _SMALL for word in words)


def is_abbreviated(journal: str) -> bool:
    """Whether a journal's title is abbreviated: it has a full stop, or a word that none but abbreviations have.

    >>> is_abbreviated("J Invent Biol"), is_abbreviated("Journal of Invented Results"), is_abbreviated("Nat. Foo")
    (True, False, True)
    >>> is_abbreviated("Journal of invention (Baltimore, Md. : 1950)")
    False
    """
    if "." in _IN_BRACKETS.sub("", journal):
        return True
    words = _LETTERS.findall(journal.lower())
    return any(word in ABBREVIATIONS or word == "j" for word in words)


# --- words that titles of journals are abbreviated to, which end no title of an article ---------------------------------

_WORDS: Final = """
    acad acc transduct target accid acoust acupunct addict addit adolesc adv aerosp aesthet affect afr agric agron akad algebr
    allergol alloc altern alzheimers am ambul amer anaesth anaesthesiol anal analyt anat androl anesth
    anesthesiol angiol anim ann annot annu anthropol antibiot antimicrob antioxid appl aquac aquacult aquat arch
    argent arh arq arrhythm ars arterioscler artic artif asist assem assess assist assn assoc astron astrophys
    atheroscler athl atmos atten audiol ausg aust austr austral australas autoimmun autom bacteriol baillieres
    behav belg bioanal biochem biochim bioconjug biodivers bioeng bioeth bioinf bioinform bioinspir biokhim biol
    biom biomater biomech biomed biomembr biomim biomol bioorg biopharm biophys bioprospect bioresour biosci
    biotech biotechnol bosn bot br bras bratisl braz brit bull cad can canc carbohydr card cardiol cardiothorac
    cardiotorac cardiovasc catal cent cerebrovasc chem cheminform chemom chemother chic chil chim chin chir
    chiropr chromatogr chron cien cienc cir circ clin clinicoecon cogn colet coll colloid colomb coloproctol
    comb combust commun comp compr comput cond conf confl conserv cont contam contemp contrib corros cosmet
    couns crit croat crystallogr curr cybern cytogenet cytopathol decis deform delinq deliv dement dent depend
    dept derg deriv dermatol dermatolog des desalin dev devel diabet diabetol diagn dig dis disabil discov
    disord dispos doct dokl domest dosw dtsch dyn earthq ecol econ ecotoxicol educ eff egypt elast electr
    electron electrophysiol elem embryol emerg endocr endocrinol endod endosc endovasc enferm eng engagem engl
    ent entomol environ enzym epidemiol ergon esp essent ethnobiol ethnomed ethnopharmacol eur euro eval evid
    evol exp fail fam ferment fertil fluct fortschr fr front funct gac gastroenterol gastrointest gastrointestin
    gend geneeskd genet genom geochem geogr geol geom geophys ger geriatr gerontol ges glob glycobiol graefes
    gynaecol gynecol haematol haemost handl harb healthc helminthol helv hematol hemodial hemost hepat
    hepatobiliary hepatocell hepatol hered heterocycl hig hist histochem histol histopathol horm hosp hum
    hydrobiol hydrol hyg hypertens immobil immun immunogenet immunol immunopathol immunopharmacol immunother
    immunotoxicol impot improv incl ind indic inf infect infertil inflamm inform inhib innov inorg inst instrum
    int integr intell interdiscip interfac intern internat interv intervent intest intl invert invertebr invest
    investig involv isot ital jour jpn jt kardiochir khim khir kinet klin lab laegeforen landsc langenbecks
    laparosc laryngol laryngorhinootologie latinoam leprol lett leuk leukoc leukot limnol liq lubr macromol mag
    magn maint mak makedon malays mamm manag manage mar mater matern math maxillofac meas mech mechan
    mechanobiol mechatron med mem membr merkur metab metall meteorol mex microb microbes microbiol microencapsul
    microsc microsyst mikrobiol mikrobiyol mikrochim mineral minim mob mod mol monit monogr morphol multidiscip
    mutagen mutat mycol nanobiotechnol nanoeng nanomed nanopart nanosc nanotechnol nat natl nauk naunyn navig
    ned nederl nefrol negl neirokhir nematol nephrol nerv netw neurobiol neurochem neurochir neurocrit neurodyn
    neuroethol neuroimmunol neuroinform neurol neurooncol neuroophthalmol neuropathol neuropharmacol
    neurophysiol neuropsychiatr neuropsychol neuropsychopharmacol neuroradiol neurorobot neurosci neurosurg
    neurotoxicol neurourol nevrol newsl nj noncoding nonlin nouv nucl numer nurs nutr obes obstet obstr obstruct
    occup oceanogr ocul oftalmol oncol oper ophtalmol ophthal ophthalmol ophthalmology opin opt optim optom org
    organomet orn orthod orthop otol otolaryngol otorhinolaryngol pac paediatr pak palliat pancreat panstw pap
    parasitol particul pat pathog pathol patol pediatr percept percutan periodontol perm pers perspect petrol
    pfl pflug pflugers pharm pharmaceut pharmacol pharmacother phenom philos photobiol photobiomodul photochem
    photodermatol photoimmunol photomed photon phys physicochem physiol physiother phytochem phytol phytomed
    phytopathol plann plast pneumol pol polit pollut polym popul postgrad poult pract prax precis pregl prenat
    prep prev prikl pril prim primatol probab probl proc process prog promot prosthet prot protoc protozool
    psikhiatr psikiyatr psiquiatr psychiatr psychobiol psychogeriatr psychol psychon psychopharmacol psychophys
    psychosom psychother psychotraumatol pulm pulmon pulmonol purif qual quant quart quimioter radiat radic
    radioact radioanal radiol radiother reanim recept recogn reconstr refract regen regul rehabil relat relatsh
    remed ren renovasc rep repr reprod res resist reson resour respir rev rheum rheumatol rhinol rio rocz
    roentgenol roy russ saf sc scand schizophr schweiz sci scler sect secur sediment semin separ seq ser serv
    simul sin singap soc sociobiol sociol softw sol sosud span spec spectr spectrochim spectrom spectrosc stab
    stat stereotact strateg struct stud subst substit suppl supramol surf surg surv surveill sustain symp
    synchrotr syndr synth syst tech technol technolog telecommun telemed ter teratol theor ther therap therm
    thessalon thorac thromb tidsskr tierarztl tijdschr topogr toxicol trans transfus transl transm transp
    transpl transplant traumatol tribol trop tuberc turbul turc ultrason ultrastruct umet univ urodyn urol
    vaccin vasc veg venereol vet vib virol vitam vitaminol vojnosanit volcanol vopr weekbl weinh weld wiad wildl
    wkly wochenschr yearb zakl zentralbl zh zool ztschr
    biother mil mult carcinog coagul cytochem edinb immunohistochem infectol lang mosk neonatol photodyn phylogenet phytother psychoanal
    radiopharm surviv transbound treat ugeskr
"""
ABBREVIATIONS: Final = frozenset(_WORDS.split())
"""In lower case and without full stops: NLM's and ISO 4's commonest."""
