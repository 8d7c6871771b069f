"""Words that titles of journals are abbreviated to, which end no title of an article."""

from typing import Final

_WORDS: Final = """
    acad acc ars fail mod psikiyatr refract ren accid acoust acupunct addict addit adolesc adv aerosp aesthet affect afr agric akad algebr allergol
    altern alzheimers am ambul amer anaesth anaesthesiol anal analyt anat androl anesth anesthesiol angiol anim
    ann annu anthropol antibiot antimicrob antioxid appl aquac aquacult aquat arch argent arh arq arrhythm
    arterioscler artic artif asist assess assist assn assoc astrophys athl atmos atten ausg aust austr austral
    australas autoimmun autom bacteriol baillieres behav belg bioanal biochem biochim bioconjug biodivers bioeng
    bioeth bioinf bioinform bioinspir biokhim biol biom biomater biomech biomed biomembr biomim biomol bioorg
    biopharm biophys bioprospect bioresour biosci biotech biotechnol bosn bot br bras bratisl braz brit bull cad
    can canc carbohydr card cardiol cardiothorac cardiotorac cardiovasc catal cent cerebrovasc chem cheminform
    chemother chic chil chim chin chir chiropr chromatogr chron cien cienc cir circ clin clinicoecon cogn colet
    coll colomb coloproctol comb commun comp compr comput cond conf confl conserv cont
    contam contemp contrib cosmet couns crit croat crystallogr curr cytogenet cytopathol decis delinq deliv
    dement dent dept derg dermatol dermatolog des dev devel diabet diabetol diagn dig dis disabil discov disord
    doct dokl domest dosw dtsch dyn ecol econ ecotoxicol educ egypt electr electron electrophysiol emerg endocr
    endocrinol endod endosc endovasc enferm eng engagem engl ent entomol environ epidemiol esp ethnobiol
    ethnomed ethnopharmacol eur euro eval evid evol exp fam fertil fortschr fr front funct gac
    gastroenterol gastrointest gastrointestin gend geneeskd genet genom geochem geogr geol geom geophys ger
    geriatr gerontol ges glob graefes gynaecol gynecol haematol haemost harb healthc helminthol helv
    hematol hemodial hemost hepat hepatobiliary hepatocell hepatol hered hig hist histochem histol histopathol
    horm hosp hum hydrobiol hyg hypertens immobil immun immunogenet immunol immunopathol immunopharmacol
    immunother immunotoxicol impot ind inf infect inflamm inform inhib innov inorg inst instrum int
    integr intell interdiscip intern internat interv intervent intest intl invert invertebr invest investig
    involv ital jour jpn jt kardiochir khim khir klin laegeforen langenbecks laparosc laryngol
    laryngorhinootologie latinoam leprol lett leuk leukoc leukot limnol liq macromol mag magn mak makedon malays
    mamm manag manage mater matern math maxillofac meas mech mechanobiol med mem membr merkur metab mex
    microb microbes microbiol microencapsul microsc microsyst mikrobiol mikrobiyol mikrochim minim mob mol monit
    monogr morphol multidiscip mutagen mutat mycol nanobiotechnol nanoeng nanomed nanotechnol nat natl nauk
    naunyn ned nederl nefrol negl neirokhir nematol nephrol nerv netw neurobiol neurochem neurochir neurocrit
    neurodyn neuroethol neuroimmunol neuroinform neurol neurooncol neuroophthalmol neuropathol neuropharmacol
    neurophysiol neuropsychiatr neuropsychol neuropsychopharmacol neuroradiol neurorobot neurosci neurosurg
    neurotoxicol neurourol nevrol newsl nj noncoding nonlin nouv nucl nurs nutr obes obstet obstr obstruct
    oceanogr ocul oftalmol oncol oper ophtalmol ophthal ophthalmol ophthalmology opin opt optim optom org
    organomet orn orthod orthop otol otolaryngol otorhinolaryngol pac paediatr pak palliat pancreat
    panstw parasitol pat pathog pathol patol pediatr percept percutan periodontol perm pers perspect pfl
    pflug pflugers pharm pharmaceut pharmacol pharmacother philos photobiol photobiomodul photochem
    photodermatol photoimmunol photomed photon phys physiol phytol phytopathol plast pol polit pollut polym
    postgrad poult pract prax pregl prenat prep prev prikl pril prim primatol probl proc prog promot prosthet
    prot protoc protozool psikhiatr psiquiatr psychiatr psychobiol psychogeriatr psychol psychon psychopharmacol
    psychophys psychosom psychotraumatol pulm pulmon pulmonol purif qual quant quart quimioter radiat radic
    radioact radiol radiother reanim reconstr regen regul rehabil relat relatsh renovasc rep reprod res resist
    reson resour respir rev rheum rheumatol rhinol rio rocz roentgenol roy russ saf scand schizophr schweiz sci
    scler sect secur semin seq ser serv sin singap soc sociobiol sociol softw sol sosud span spec
    spectr spectrochim spectrom spectrosc stat struct stud substit suppl surf surg surv surveill symp syndr
    synth syst tech technol technolog telemed ter teratol theor ther therap therm thessalon thorac thromb
    tidsskr tierarztl tijdschr topogr toxicol trans transfus transl transm transpl transplant traumatol
    trop tuberc turc ultrastruct umet univ urodyn urol vaccin vasc venereol vet virol vitam vitaminol
    vojnosanit vopr weekbl weinh wiad wildl wkly wochenschr zakl zentralbl zh zool ztschr
"""
ABBREVIATIONS: Final = frozenset(_WORDS.split())
"""In lower case and without full stops: NLM's and ISO 4's commonest."""
