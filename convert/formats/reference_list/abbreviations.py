"""Words that titles of journals are abbreviated to, which end no title of an article."""

from typing import Final

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
    biother carcinog coagul cytochem edinb immunohistochem infectol lang mosk neonatol photodyn phylogenet phytother psychoanal
    radiopharm surviv transbound treat ugeskr
"""
ABBREVIATIONS: Final = frozenset(_WORDS.split())
"""In lower case and without full stops: NLM's and ISO 4's commonest."""
