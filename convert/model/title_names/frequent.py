"""Words that 17 abstracts of PubMed or more have in small letters, and hardly one with a capital amid a sentence."""

_FREQUENT = """
    abdomen abdominal aberrant aberrations abilities ability ablation able abnormal abnormalities abnormality abolished abrogated abscess abscesses
    absence absent absolute absorption abundance abundances abundant abuse academic accelerate accelerated accelerating acceptability acceptable
    acceptance accepted accesses accessibility accessible accommodate accompanied accompanying accomplished accordance according accordingly account
    accounted accounting accounts accumulate accumulated accumulating accumulation accuracy accurate accurately acetate acetyl acetylation acetylcholine
    achieve achieved achievement achieving acid acidic acids acoustic acquire acquired acquisition actin acting activate activated activates activating
    activation activator active actively activities activity acts actual acuity acute acyclovir adapt adaptation adapted adaptive added adding addition
    additional additionally additive address addressed addresses addressing adds adenocarcinoma adenocarcinomas adenoma adenomas adenosine adequacy
    adequate adequately adherence adherent adhesion adhesive adipocyte adipocytes adiponectin adipose adiposity adjacent adjunct adjunctive adjust
    adjusted adjusting adjustment adjustments adjuvant administered administrated administrative admission admissions admitted adolescent adolescents
    adopt adopted adoption adoptive adrenal adrenergic adsorption adult adulthood adults advanced advancement advancements advances advancing advantage
    advantages advent adverse adversely aerobic aeruginosa aetiology affect affected affecting affects affinity again aged agencies agent agents ages
    aggravated aggregate aggregates aggregation aggressive agonist agonists agreed agreement agricultural aided aimed aiming aims airway alanine albeit
    albicans albino albumin alcohol alcoholic alginate algorithm algorithms align aligned alignment alive alkaline allele alleles allelic allergen
    allergens allergic alleviate alleviated alleviating allocated allocation allogeneic allograft allow allowed allowing allows almost alone alongside
    alpha already also alter alteration alterations altered altering alternate alternative alternatives alters although alveolar always ambient ambulatory
    ameliorate ameliorated americana amino aminotransferase ammonia ammonium amongst amount amounts amplicon amplification amplified amplitude amylase
    amyloid amyloidosis anaerobic anal analgesia analgesic analog analogous analogs analogue analyse analysed analyses analysis analytic analytical
    analyze analyzed analyzes analyzing anastomosis anastomotic anatomic anatomical ancestor ancestral ancestry ancient androgen anemia anesthesia
    anesthetic aneurysm aneurysms angiogenesis angiographic angiography angioplasty angiotensin angle angles animal animals anion ankle ankylosing
    annotated annotation annual annually anomalies another answer antagonist antagonists anterior anthocyanins anthropogenic anti antibacterial antibiotic
    antibiotics antibodies antibody anticancer anticipated anticoagulant anticoagulation antidiabetic antifungal antigen antigenic antigens antimicrobial
    antioxidant antioxidants antiphospholipid antitumor antiviral aorta aortic apart apical apolipoprotein apoptosis apoptotic apparent apparently appear
    appearance appeared appearing appears applicability applicable application applications applied apply applying appreciated approach approaches
    appropriate appropriately approval approved approximately aquaculture aquatic aqueous arachidonic arch architecture area areas arginine argue arise
    arises arising arms aromatic arrangement array arrest arrhythmia arrhythmias arrival arterial arteries arteriovenous arteritis artery arthroplasty
    article articles articular artifacts artificial aryl ascertain ascertained asked aspartate aspect aspects aspiration assay assayed assays assembled
    assembly assess assessed assesses assessing assessments assigned assignment assist assistance assisted associate associated associations assumed
    assumption assumptions asthma asymmetric asymptomatic atherosclerosis atherosclerotic atom atomic atopic atrial atrophy attached attachment attack
    attacks attained attempt attempted attempts attended attending attention attenuate attenuated attenuates attenuating attenuation attitude attitudes
    attracted attractive attributable attributed attributes atypia atypical auditory augment augmentation augmented aureus author authors auto
    autoantibodies autoantibody autogenous autoimmune autoimmunity autoinflammatory autologous automated automatic automatically autonomic autophagic
    autophagy autopsy autosomal availability available avenue avenues average averaged avoid avoided avoiding aware awareness away axial axillary axis
    axonal azathioprine azoxymethane back background backgrounds bacteria bacterial bactericidal bacterium balance balanced balancing balloon band bands
    barrier barriers basal base baseline basement bases basic basilic basis basophil bats beam bearing became become becomes becoming began begin
    beginning behavior behavioral behaviors behaviour behaviours beige beliefs believe believed belong belonging belongs benchmark beneficial benefit
    benefits benign best beta better bias biased bilateral bile biliary bilirubin billion binary bind binding binds bioactive bioactivity bioavailability
    biochemical biocompatibility biodiversity biofilm biogenesis bioinformatic biologic biological biologically biologics biology biomarker biomarkers
    biomass biomedical biopsies biopsy biosynthesis birds birth births bladder bleeding blind blinded block blockade blocked blockers blocking blocks
    blood blot blotting blue bodies body bolus bond bonding bonds bone bones boost border borderline born borne bound boundaries boundary bovine bowel
    boys brachial brachiocephalic brain brains branch branches break breakdown breast breath breeding bridging briefly brine bring brings broad broader
    broadly bronchial brought browning buffer build building built bulk bullous burden burst bypass cDNA cadherin calcium calculate calculated calculating
    calculation calculations calibration call called calls came camera canal cancer cancerous cancers candidate candidates canine cannot cannulation
    canonical capabilities capability capable capacity capillary capsule capture captured capturing carbohydrate carbohydrates carbon carcinogenesis
    carcinogenic carcinoma carcinomas cardiac cardiomyopathy cardiopulmonary cardiovascular care careful carefully caregiver caregivers carotid carriage
    carried carrier carriers carries carry carrying cartilage cascade case cases catalase catalyst catalytic catalyzed cataract categorical categories
    categorized category catenin catheter catheterization catheters cationic causal causality causative cause caused causes causing caution cavity cell
    cells cellular cellulose cent centered centres century cephalic cerebral cerebrospinal cerebrovascular certain certainty cervical cessation chain
    chains challenged challenges challenging chamber chance change changed changes changing channel channels character characterised characteristic
    characteristics characterization characterize characterized characterizing characters charge chart charts check checkpoint chemical chemically
    chemicals chemistry chemokine chemokines chemotaxis chemotherapeutic chemotherapy chest chicken childhood children chimeric chitin chloride choice
    cholangitis cholesterol chosen chow chromatin chromatography chromosomal chromosome chromosomes chronic cigarette circadian circuit circuits circular
    circulating circulation circulatory circumference circumstances cirrhosis cisplatin clade clades claims clarified clarify class classes classic
    classical classifications classified classify classifying clean clear clearance cleared clearly cleavage cleaved climate clinical clinically clinician
    clinicians clinicopathologic clinicopathological clock clonal clone cloned clones close closed closely closer closure clues cluster clustered
    clustering clusters coagulation coastal coated coating code coded codes coding codon coefficient coefficients coexistence cognitive coherence coherent
    cohorts cold coli colitic colitis collaborations collagen collect collected collecting collection collective collectively colon colonic colonies
    colonization colonized colonoscopy colons colony color colorectal colorimetric colour column combat combination combinations combine combined combines
    combining come commensal commentary commercial commercially commonly communicate communication communities community comorbid comorbidities
    comorbidity compact comparable comparative compare compared compares comparing comparison comparisons compartment compartments compatible compelling
    compensation compensatory competing competition competitive compiled complaints complement complementary complete completed completely completeness
    completion complex complexes complexity compliance complicated complication complications component components composed composite composites
    composition compositions compound compounds comprehensive comprehensively compression comprise comprised comprises comprising compromise compromised
    compromising computational computed computer computerized computing concentrated concentration concentrations concept concepts conceptual concern
    concerned concerning concerns conclude concluded conclusion conclusions concomitant concordance concrete concurrent concurrently condition conditional
    conditioned conditioning conditions conduct conducted conducting conduction confer conferred confers confidence configuration configurations confirm
    confirmation confirmed confirming confirms conflict conflicting confocal conformation conformational confounders confounding congenital congestion
    congestive conjugate conjugated conjugates conjunction connected connecting connection connections connective connectivity consecutive consensus
    consent consented consequence consequences consequent consequently conservation conservative conserved consider considerable considerably
    consideration considerations considered considering consist consisted consistency consistent consistently consisting consists constant constituents
    constitute constituted constitutes constrained constraints construct constructed construction constructs consultation consultations consumed consumers
    consuming consumption contact contacted contacts contain contained containing contains contaminated contamination contemporary content contents
    context contexts contextual continue continued continues continuing continuity continuous continuously contraction contralateral contrary contrast
    contribute contributed contributes contributing contribution contributions contributor contributors control controlled controlling controls
    controversial controversy convenience convenient conventional conversion converted converting convolutional cooking cooperation cooperative coordinate
    coordinated coordination copies coping copper copy copyright cord core corneal coronary coronaviruses correct corrected correcting correction
    correctly correlate correlated correlates correlating correlation correlations corresponded corresponding corresponds cortex cortical corticosteroid
    corticosteroids cost costly costs cough counseling count counteract counterparts counting countries country counts coupled coupling course courses
    courtship covariates cover coverage covered covering covers crab cranial create created creates creating creatinine creation crisis criteria critical
    critically crop cross crossed crosses crossing crossover crosstalk crucial crude crustacean crustaceans crypt crypts crystal crystalline cues
    cultivated cultivation cultural culturally culture cultured cultures cumulative curative curcumin cure cured current currently curve curves custom
    cutaneous cutoff cutting cycle cycles cyclic cycling cyclooxygenase cyclophosphamide cyst cysteine cystic cysts cytochrome cytokeratin cytokine
    cytokines cytologic cytological cytology cytometric cytometry cytoplasm cytoplasmic cytoskeleton cytosolic cytotoxic cytotoxicity daily dairy damage
    damaged damaging dark data databases dataset datasets date days dead deal dealing death deaths debate debilitating debridement decade decades
    decarboxylase decided decision decisions decline declined declines declining decomposition decrease decreased decreases decreasing dedicated deduced
    deemed deep deeper defect defective defects defense deficiencies deficiency deficient deficit deficits define defined defines defining definite
    definition definitions definitive deformation deformity degeneration degenerative degradation degraded degrading degree degrees dehydrogenase delay
    delayed delays deleterious deletion deletions delineate deliver delivered delivering delivery demand demands dementia demographic demographics
    demonstrate demonstrated demonstrates demonstrating demonstration demyelinating demyelination dendritic dense densities density dental depend depended
    dependence dependent depending depends depleted depletion deployed deposited deposition deposits depressed depression depressive deprivation depth
    derivative derivatives derive derived dermatitis describe described describes describing description descriptions descriptive design designated
    designed designing designs desirable desire desired despite destruction destructive detail detailed details detect detectable detected detecting
    detection detector detects deterioration determinant determinants determination determine determined determines determining detoxification detrimental
    devastating develop developed developing development developmental developments develops deviation deviations device devices dexamethasone dextran
    diabetes diabetic diagnose diagnosed diagnoses diagnosing diagnosis diagnostic dialysis diameter diameters diarrhea diastolic died diet dietary diets
    differ differed difference differences different differential differentially differentiate differentiated differentiating differentiation differently
    differing differs difficult difficulties difficulty diffraction diffuse diffusion digestion digestive digital dilatation dilated dilation dilution
    dimension dimensional dimensions dimer diminished dioxide direct directed direction directional directions directly disabling disappeared disc
    discharge discharged disciplines disclosed discomfort discontinuation discontinued discovered discovery discrete discriminant discriminate
    discriminating discrimination discuss discussed discusses discussing discussion discussions disease diseased diseases disequilibrium dislocation
    dismutase disorder disorders disparities dispersed dispersion dispersive displacement display displayed displaying displays disproportionately disrupt
    disrupted disruption dissection disseminated dissemination distal distance distances distant distantly distinct distinctive distinguish distinguished
    distinguishing distress distributed distribution distributions disturbance disturbances disturbed diverged divergence divergent diverse diversity
    divided docking doctors document documentation documented documents dogs domain domains domestic dominant dominated done donor donors dopamine doped
    dosage dose doses dosing double downloaded downregulated downregulation downstream drainage dramatic dramatically drawn dried drift drinking drive
    driven driver drivers drives driving drop droplet droplets dropped drug drugs dual duct ductal duodenal duplicate duplication durable duration
    durations dwelling dynamic dynamics dysbiosis dysfunction dysfunctional dysgenesis dysgenic dyslipidemia dysplasia dyspnea dysregulated dysregulation
    eGFR eQTL earlier earliest early ease easier easily easy eating echocardiographic echocardiography ecological economic economical ecosystem ecosystems
    ectopic edema edge edible editing educational effect effective effectively effectiveness effector effects efficacious efficacy efficiency efficient
    efficiently efflux effort efforts eggs eight ejection elastic elbow elderly elective electric electrical electrochemical electrode electrodes electron
    electronic electronmicroscope elegans element elemental elements elevated elevation eleven elicit elicited eligibility eligible eliminate eliminated
    elimination elongation elsewhere elucidate elucidated elucidating elusive embedded embolism embolization embryo embryonic embryos emerge emerged
    emergence emergent emerging emission emotional emphasis emphasize emphasized emphasizes emphasizing emphysema empirical employed employing employment
    emulsion emulsions enable enabled enables enabling encapsulated encapsulation encephalitis encephalomyelitis encephalopathy encode encoded encodes
    encoding encompasses encompassing encountered encounters encourage encouraging ended endemic endocrine endogenous endometrial endometrium endoplasmic
    endoscopic endoscopy endothelial endothelium endovascular endpoint endpoints ends energy engage engaged engagement engaging engineered engineering
    enhance enhanced enhancement enhancer enhancers enhances enhancing enlarged enlargement enormous enough enriched enrichment enrolled enrollment ensure
    ensuring enter entered enteric entire entirely entities entity entries entry envelope environment environmental environmentally environments enzymatic
    enzyme enzymes eosinophilic epidemic epidemiologic epidemiological epidermal epidural epigenetic epilepsy episode episodes epithelial epithelium
    epitope epitopes equal equally equation equations equilibrium equipment equipped equivalent erosion error errors erythematosus erythrocyte escalation
    escape esophageal esophagus especially essential essentially establish established establishes establishing establishment ester esterase estimate
    estimated estimates estimating estimation estrogen ethanol ethical ethnic ethnicity ethyl etiologic etiological etiologies etiology eukaryotic
    evaluate evaluated evaluates evaluating evaluation evaluations even event events eventually ever every everyday evidence evidenced evidences evident
    evoked evolution evolutionarily evolutionary evolve evolved evolving exacerbate exacerbated exacerbation exact exaggerated exam examination
    examinations examine examined examines examining example examples exceeded exceeding excellent except exception exceptional excess excessive exchange
    excised excision exclude excluded excluding exclusion exclusive exclusively excretion exercise exert exerted exerts exhaustion exhibit exhibited
    exhibiting exhibits exist existed existence existing exists exogenous exome exon exons exosomes expand expanded expanding expands expansion expectancy
    expectations expected expenditure expensive experience experienced experiences experiencing experiment experimental experimentally experiments expert
    expertise experts explain explained explaining explanation explicit exploit exploited exploration exploratory explore explored explores exploring
    exposed exposure exposures express expressed expressing expression expressions extend extended extending extends extension extensive extensively
    extent external extra extracellular extracorporeal extract extracted extracting extraction extracts extraintestinal extreme extremely extremities
    extremity extrinsic eyes fabricated fabrication face faced facial facilitate facilitated facilitates facilitating facilitators facilities facility
    facing fact factor factors faecal fail failed failing failure failures fair false familial families family farm farmed farming farms fashion fast
    faster fasting fatal fate fatigue fatty favor favorable favorably favored favoring favourable fear feasibility feasible feature features featuring
    febrile fecal feces feed feedback feeding fell felt female females femoral fermentation fermented fertility fertilization fetal fetus fever fewer
    fiber fibers fibrillation fibroblast fibroblasts fibrosis fibrotic fibrous field fields fifth files fill filled filling film films filter filtration
    final finally financial find finding findings fine finger first firstly fish fistula fistulae fistulas fitness fitted fitting five fixation fixed
    flanking flare flat flavonoid flavonoids flexibility flexible flies flight flora flow flows fluctuations fluid fluids fluorescence fluorescent flux
    focal foci focused focuses focusing folate fold follicles follicular follow followed follows foods foot forced forces forearm foreign form formal
    formalin format formation formed former formerly forming forms formula formulated formulation formulations forty forward foster found four fourth
    fraction fractions fracture fractures fragment fragmentation fragments frame framework frameworks free freely freezing frequencies frequency frequent
    frequently fresh freshwater friendly front frontal frozen fructose fruit fruits fulfilled full fully function functional functionality functionally
    functioning functions fundamental funded funding fungal fungi fungus further furthermore fusion gain gained gaining gains gamma ganglia ganglion gaps
    gastric gastritis gastrointestinal gathered gavage gave gender gene genera general generalizability generalized generally generate generated generates
    generating generation generic genes genetic genetically genetics genital genome genomic genotype genotyped genotypes genotypic genotyping genus
    geographic geographical geometric geometry germ germline gestation gestational giant girl girls give given gives giving gland glands glandular glass
    glaucoma glial glioblastoma glioma globally glomerular glomerulonephritis glucagon glucocorticoid glucocorticoids glucose glutamate glutathione
    glycaemic glycated glycemic glycerol glycolysis glycolytic glycoprotein glycoproteins glycosylation goal gold gonadal good grade graded grades
    gradient gradual gradually graft grafting grafts grain granular granules granulomatosis granulomatous graphene greatest greatly grew grip gross ground
    grounded grouped groups grow growing grown growth guidance guide guided guiding habitat habitats habits haemodialysis half hallmark hampered hand
    handling hands haplotype haplotypes harbor harbored harboring hard hardness harm harmful harvested having hazard hazards head headache heads healed
    healing healthcare healthy hearing heart heat heating heavily heavy height heightened held helix help helped helper helpful helping helps hematologic
    hematological hematoma hematopoietic hematoxylin hemocytes hemodialysis hemodynamic hemodynamics hemoglobin hemorrhage hemorrhagic hence heparin
    hepatic hepatitis hepatocellular hepatocytes hepatopancreas hepatopancreatic herbal here hereditary herein heritability herpesvirus herpetic
    heterochromatin heterogeneity heterogeneous heterozygous hierarchical high higher highest highlight highlighted highlighting highlights highly hinder
    hindered hippocampal hippocampus histocompatibility histologic histological histologically histology histone histopathologic histopathological
    histopathologically histopathology historical historically histories history hold holds homeostasis homeostatic homes homogeneous homolog homologous
    homologs homology homozygous hope horizontal hormonal hormone hormones hospitalization hospitalizations hospitalized hospitals host hosts hour hours
    household however http https huge human humans humoral hundred hundreds hybrid hybridization hybrids hydrocarbon hydrogel hydrogen hydrolysis
    hydrophobic hydroxy hydroxylase hyperglycemia hyperlipidemia hypermethylation hyperplasia hypersensitivity hypertension hypertensive hypertrophy
    hypoglycemia hypotension hypotheses hypothesis hypothesize hypothesized hypothyroidism hypoxia hypoxic hysterectomy iNOS idea ideal identical
    identification identified identifies identify identifying identities identity idiopathic ileal ileum illness illnesses illustrate illustrated
    illustrates image imaging imbalance immature immediate immediately immune immunity immunization immuno immunoassay immunoblotting immunocompetent
    immunocompromised immunodeficiency immunofluorescence immunogenicity immunoglobulin immunohistochemical immunohistochemically immunohistochemistry
    immunologic immunological immunomodulation immunomodulatory immunoprecipitation immunoreactivity immunosorbent immunostaining immunosuppressants
    immunosuppression immunosuppressive immunotherapies immunotherapy impacted impacting impacts impair impaired impairment impairments impairs imperative
    implant implantation implanted implants implement implementation implemented implementing implicate implicated implication implications implies imply
    implying importance important importantly impossible improve improved improvement improvements improves improving inability inaccurate inactivated
    inactivation inactive inadequate inappropriate inception incidence incidences incident incision include included includes including inclusion income
    incomplete incompletely inconclusive inconsistent incorporate incorporated incorporates incorporating incorporation increase increased increases
    increasing increasingly incremental incubated incubation indeed independence independent independently indexes indicate indicated indicates indicating
    indication indications indicative indicator indicators indices indirect indirectly indispensable individual individualized individually individuals
    induce induced induces inducible inducing induction industrial industries ineffective inexpensive infant infants infarction infect infected infecting
    infection infections infectious infective infer inference inferior inferred infertility infiltrates infiltrating infiltration inflamed inflammasome
    inflammation inflammatory inflow influence influenced influences influencing influenza inform information informed infrared infusion ingestion
    ingredients inguinal inherent inheritance inherited inhibit inhibited inhibiting inhibition inhibitor inhibitors inhibitory inhibits initial initially
    initiate initiated initiating initiation initiatives injected injection injections injured injury innate innovative inoculated inoculation inorganic
    inpatient input insect insects inserted insertion insertions insights instability instance instances instar instead institution institutional
    institutions instrumental instruments insufficiency insufficient insulin intact intake integral integrate integrated integrates integrating
    integration integrative integrin integrity intelligent intended intense intensity intensive intent intention inter interact interacted interacting
    interaction interactions interactive interacts intercellular interdisciplinary interest interested interesting interface interfaces interference
    interfering interferon interleukin intermediate intermediates intermittent internal international interoperability interplay interpret interpretation
    interpreted interquartile interspecific interstitial interval intervals intervention interventional interventions interviewed interviews intestinal
    intestine intestines inthe intima intimal intolerance intra intracellular intracranial intractable intraepithelial intrahepatic intraocular
    intraoperative intraperitoneal intrauterine intravenous intravenously intrinsic introduce introduced introduces introducing introduction intron
    introns invasion invasive inverse inversely inversion invertebrates inverted investigate investigated investigates investigating investigation
    investigations investigators invited involve involved involvement involves involving ionic ions ipsilateral iron irradiated irradiation irregular
    irrespective irreversible irritable ischemia ischemic islet islets isoform isoforms isolate isolated isolates isolation issues item iterative
    japonicus joint jointly joints journals judged junction junctions just juvenile kappaB keep keeping kept keratitis kidney kidneys killed killer
    killing kinase kind kinds kinetic kinetics knee knockdown knockout know knowledge known label labeled labeling labor laboratory lack lacked lacking
    lacks lactic lamina land landscape laparoscopic laparotomy large largely larger largest larvae larval laser last lasting late latency latent later
    lateral latest latter layer layers lead leaders leading leads leaf leakage lean learned learning least leaves leaving lectin left legal length lengths
    lens leptin lesion lesions lesser lethal lethality leukemia leukocyte leukocytes level levels libraries lies life lifelong lifestyle lifetime ligament
    ligand ligands ligase ligation likelihood likely limb limbs limit limitation limitations limited limiting limits line lineage lineages linear lines
    link linkage linked linking links lipase lipid lipids lipolysis lipopolysaccharide lipoprotein lipoproteins liquid listed lists literature little live
    lived liver lives living lncRNA lncRNAs load loaded loading loads lobe local localization localized locally located location locations loci locus
    logistic longer longevity longitudinal looking loop loss losses lost lowered lowering lowest luciferase lumbar lumen luminal lummei lung lungs lupus
    lymph lymphocyte lymphocytes lymphocytic lymphoid lymphoma lymphomas lysine lysosomal lysozyme lytic mRNA mRNAs mTOR machine machinery macrophage
    macrophages macroscopic macular made magnetic magnification magnitude main mainly mainstay maintain maintained maintaining maintains maintenance major
    majority make makers makes making malaria male males malignancies malignancy malignant malondialdehyde mammalian mammals manage managed management
    managing mandatory mandibular manifest manifestation manifestations manifested manipulation manner manually manufacturing manuscript many mapped
    mapping maps margin marginal marginally margins marine marked markedly marker markers market marrow masked mass masses massive mast master match
    matched matching material materials maternal mathematical mating matrix matter maturation mature matured maturity maxillary maximal maximize maximum
    meal mean meaningful means measurable measure measured measurement measurements measures measuring meat mechanical mechanism mechanisms mechanistic
    media medial median mediate mediated mediates mediating mediator mediators medical medication medications medicinal medicines medium meet meeting
    melanogaster melanoma mellitus melting member members membrane membranes membranous memory meningitis mental mentioned mesenchymal mesenteric mesh
    messenger meta metabolic metabolism metabolite metabolites metabolomic metabolomics metagenome metagenomic metagenomics metal metallic
    metalloproteinase metals metaplasia metastases metastasis metastatic methanol method methodological methodologies methodology methods methotrexate
    methyl methylated methylation methyltransferase metric metrics miRNA miRNAs mice micro microM microRNA microRNAs microarray microarrays microbe
    microbes microbial microbiological microbiome microbiomes microbiota microenvironment microg microglia microm microorganisms microsatellite microscope
    microscopic microscopy microstructure microvascular microwave might migration migratory mild milk million millions mimic mimicking mimics mineral
    minerals minimal minimally minimize minimizing minimum mining minor minority minute minutes misdiagnosed mismatch missed missense missing mitigate
    mitigated mitigating mitigation mitochondria mitochondrial mitogen mitotic mixed mixture mmHg mmol mobile mobility mobilization modalities modality
    mode model modeled modeling modelling models moderate moderately modern modes modest modifiable modification modifications modified modify modifying
    modular modulate modulated modulates modulating modulation modulator modulators modules modulus molecular molecularly molecule molecules monitor
    monitored monitoring mono monoclonal monocyte monocytes monogenic monolayer monomer mononuclear monotherapy month monthly months mood morbidities
    morbidity morphologic morphological morphologically morphology mortality mostly mother mothers motif motifs motility motion motivation motor mouse
    mouth move movement movements moving much mucin mucinous mucosa mucosal mucous mucus multi multicenter multicentre multidisciplinary multidrug
    multifaceted multifactorial multifocal multifunctional multimodal multiple multiplex multivariable multivariate murine muscle muscles muscular
    musculoskeletal must mutant mutants mutated mutation mutational mutations mycophenolate myelin myeloid myeloma myeloperoxidase myocardial naive named
    namely nano nanoparticle nanoparticles narrative narrow narrowing nasal nationwide natriuretic natural naturally nausea nearly necessarily necessary
    necessity neck necrosis necrotic necrotizing need needed needle needles needs negative negatively negligible neighboring neither neoadjuvant
    neointimal neonatal neonates neoplasia neoplasm neoplasms neoplastic nephritis nephrologist nephrologists nephropathy nerve nerves nervous nested
    networks neural neuralgia neuritis neurodegeneration neurodegenerative neuroendocrine neuroinflammation neurologic neurological neuron neuronal
    neurons neuropathy neuroprotective neuropsychiatric neutral neutralizing neutropenia neutrophil neutrophils never newborn newborns newer newly next
    niche night nine nitrate nitric nitrogen nocturnal nodal node nodes nodular nodule nodules noise noncoding none noninvasive nonlinear nonspecific
    normal normalized normally nose notable notably note noted notes noticed notion novamexicana novel nuclear nuclei nucleic nucleotide nucleotides
    nucleus null number numbers numerical numerous nurse nurses nutraceutical nutraceuticals nutrient nutrients nutritional obese obesity objective
    objectives observation observational observations observe observed obstacles obstruction obstructive obtain obtained obtaining obvious obviously
    occasionally occlusion occupational occur occurred occurrence occurring occurs ocular odds offer offered offering offers offspring often ofthe older
    oligodendrocyte oligomerization omics once oncogene oncogenes oncogenic oncologic oncolytic ones ongoing online only onset open opening operate
    operated operating operation operational operations operative operator ophthalmic opioid opportunistic opportunities opportunity opposed opposite
    optic optical optimal optimization optimize optimized optimizing optimum option options oral orally orange orbital order ordered orders organ
    organelles organic organism organisms organizational organizations organized organoids organs orientation oriented origin original originally
    originate originated originating origins orthopedic osteoarthritis osteomyelitis osteoporosis others otherwise outbreak outbreaks outcome outcomes
    outer outflow outline outlined outlines outpatient outpatients outperformed output outside oval ovarian ovaries ovary overall overcome overcoming
    overexpressed overexpressing overexpression overlap overlapping overlooked overt overview overweight owing oxidant oxidase oxidation oxidative oxide
    oxidized oxygen oxygenation paediatric paid pain painful pair paired pairs palliative palpable palsy pancreas pancreatic pancreatitis pandemic panels
    paper papers papillary papillomavirus paradigm paraffin parahaemolyticus parallel parameter parameters parasite parasites parasitic parenchyma
    parenchymal parent parental parenteral parents parietal part partial partially participant participants participate participated participating
    participation particle particles particular particularly partly partner partners parts pass passive patency patent path pathogen pathogenesis
    pathogenic pathogenicity pathogens pathologic pathological pathologies pathology pathophysiological pathophysiology pathway pathways patient patients
    pattern patterns paucity peak peaks pediatric peer pelvic pemphigoid penetrating penetration people peptide peptides perceived percent percentage
    percentages percentile perception perceptions percutaneous perfect perforation perform performance performances performed performing perfusion perhaps
    peri perianal perinatal period periodic periodontal periodontitis periods perioperative peripheral peritoneal permanent permeability permit permits
    peroxidase peroxidation peroxide peroxisome persist persisted persistence persistent person personal personalized personnel persons perspective
    perspectives pertaining pertinent phagocytic phagocytosis pharmaceutical pharmacokinetic pharmacokinetics pharmacologic pharmacological pharmacy phase
    phases phenolic phenomena phenomenon phenotype phenotypes phenotypic phenotypically phosphatase phosphate phospholipid phosphorus phosphorylated
    phosphorylation photon phyla phylogenetic phylogenetically phylogeny phylum physical physically physician physicians physicochemical physiologic
    physiological physiology phytochemical phytochemicals picture pigment pigs pilot pituitary pivotal place placebo placed placement placenta placental
    places plane planned planning plans plant plants plaque plaques plasma plasmid plastic plasticity plate platelet platelets platforms plausible play
    played players plays pleiotropic pleural plexus plot plots pneumonia pneumoniae pocket polar polarization policies policy pollutants pollution poly
    polyangiitis polygenic polymer polymerase polymeric polymorphic polymorphism polymorphisms polyphenols polysaccharide polysaccharides polytene
    polyunsaturated pond pool pooled poor poorer poorly popular population populations pore porous portable portion portions pose posed poses position
    positioning positions positive positively positivity positron possess possessed possesses possibilities possibility possible possibly post posterior
    postmenopausal postnatal postoperative postoperatively postulated potassium potency potent potential potentially potentials powder power powerful
    practical practice practices practitioners pragmatic preceding precipitation precise precisely precision preclinical precursor precursors predict
    predicted predicting prediction predictions predictive predictor predictors predicts predispose predisposed predisposing predisposition prednisolone
    prednisone predominance predominant predominantly preexisting preference preferences preferentially preferred pregnancies pregnancy pregnant
    preliminary premature prenatal preoperative preoperatively preparation preparations prepare prepared prescribed prescribing prescription prescriptions
    presence present presentation presentations presented presenting presents preservation preserve preserved preserving pressure pressures presumably
    presumed preterm pretreatment prevailing prevalence prevalent prevent preventable prevented preventing preventive prevents previous previously
    primarily primary primers principal principle principles printed prior priorities prioritize prioritized priority privacy private probabilities
    probability probable probably probe probes probiotic probiotics problem problematic problems procedural procedure procedures process processed
    processes processing produce produced produces producing product production productivity products professional professionals profile profiles
    profiling profound profoundly progenitor progenitors progeny progesterone prognosis prognostic programmed programmes programming programs progress
    progressed progresses progressing progression progressive progressively proinflammatory proliferation proliferative proliferator prolong prolonged
    prominent promise promising promote promoted promoter promoters promotes promoting prompt prompted prone pronounced proof propagation propensity
    proper properly properties property prophylactic prophylaxis proportion proportional proportions propose proposed proposes propria proprietary
    prospective prospectively prospects prostaglandin prostate prosthetic protease protect protected protecting protection protective protects protein
    proteins proteinuria proteolytic proteome proteomic proteomics protocol protocols proton prototype prove proved proven provide provided provider
    providers provides providing provision proximal proximity psoas psoriasis psoriatic psychiatric psychological psychometric psychosocial public
    publication publications publicly published pull pulmonary pulsatile pulse pulsed pulses pump puncture pure purification purified purpose purposes
    putative pylori qPCR qualitative qualitatively quality quantification quantified quantify quantifying quantitative quantitatively quantities quantity
    quantum quartile quasi queried question questionnaires questions quick quickly quite rDNA rRNA rabbit rabbits rabies race racial radial radiation
    radical radicals radiocephalic radiographic radiographs radiologic radiological radiologist radiologists radiotherapy raise raised raises random
    randomised randomization randomized randomly range ranged ranges ranging ranked rapid rapidly rare rarely rarity rash rate rated rates rather rating
    ratings ratio rational rationale ratios rats reached reaching react reaction reactions reactivation reactive reactivity reader readers readily reading
    reads real realistic reality realized reared rearrangement rearrangements reason reasonable reasoning reasons recall receive received receiver
    receiving recent recently receptor receptors recessive recipient recipients reciprocal recirculation recognised recognition recognize recognized
    recognizing recombinant recombination recommend recommendation recommendations recommended reconstructed reconstruction recorded recordings recover
    recovered recovery recruited recruitment rectal recurrence recurrences recurrent redox reduce reduced reduces reducing reductase reduction reductions
    refer reference references referral referrals referred refers refine refined refinement reflect reflected reflecting reflection reflects refractive
    refractory regard regarded regardless regeneration regime regimen regimens regimes regional regions registered regression regular regularly regulate
    regulated regulates regulating regulation regulator regulators regulatory reimbursement reinforced relapse relapsed relapses relapsing relate related
    relating relation relations relationship relationships relative relatively relatives relaxation release released releasing relevance relevant
    reliability reliable reliably reliance relied relief relies relieve rely remain remained remaining remains remarkable remarkably remission remitting
    remodeling remodelling remote removal remove removed removing renal repair repaired repeat repeated repeatedly repeats reperfusion repertoire
    repetitive replace replaced replacement replicate replicated replication report reported reporter reporting reports represent representation
    representations representative representatives represented representing represents repression reproduce reproducibility reproducible reproduction
    reproductive reprogramming require required requirement requirements requires requiring rescue research researchers resected resection resections
    resembles resembling reserved reservoirs reside residence resident residents residing residual residue residues resilience resin resist resistance
    resistant resolution resolved resonance resource resources respect respective respectively respiration respiratory respond responded respondents
    responders responding response responses responsibility responsible responsive responsiveness rest resting restoration restore restored restoring
    restricted restriction restrictions result resultant resulted resulting results retained retention reticulum retinal retinopathy retrieved retrograde
    retroperitoneal retrospective retrospectively return returned reveal revealed revealing reveals reverse reversed reversible review reviewed reviewers
    reviewing revised revision revisions rheumatic rheumatoid rhythm ribosomal rice rich richness right rights rigorous ring rise rising risk risks
    rituximab robotic robust robustness rodent rodents role roles room root roots rotation round rounds route routes routine routinely rules running
    rupture rural sacrificed safe safely safer safety saline salinity saliva salivary salt salvage same sample sampled samples sampling satellite
    satisfaction satisfactory satisfied saturated saturation saving scaffold scales scan scanner scanning scans scarce scattered scavenging scenario
    scenarios scheduled scheme schizophrenia scientific scientists sclerosing sclerosis scope scored scores scoring screen screened screening seafood
    search searched searches searching season seasonal seawater second secondary seconds secreted secreting secretion secretory section sectional sections
    sector secure security sediment sedimentation sediments seed seek seeking seeks seem seemed seems seen segment segmental segmentation segments
    seizures selected selecting selection selective selectively selectivity semantic semi senescence sensation sense sensing sensitive sensitivity
    sensitization sensor sensors sensory sent separate separated separately separation sepsis septic sequelae sequence sequenced sequences sequencing
    sequential sera serial series serine serious seriously serologic serological serology seropositive seropositivity serum serve served serves serving
    session sessions sets setting settings setup seven several severe severely severity sexes sexual sexually shape shaped shapes shaping share shared
    shares sharing shear sheath shed shedding sheet sheets shelf shell shellfish shells shift shifted shifts shock shortened shortening shorter shortly
    shotgun show showed showing shown shows shrimp shrimps shunt siRNA sibling side sided sign signal signaling signalling signals signature signatures
    significance significant significantly signs silencing similar similarities similarity similarly simple simplex simplified simply simulate simulated
    simulation simulations simultaneous simultaneously single sinus site sites situation situations sixth size sized sizes skeletal skill skills skin
    sleep slides slight slightly slow slower slowly small smaller smart smears smokers smoking smooth social societal socio sociodemographic socioeconomic
    sodium soft software soil soils sole solely solid solitary solubility soluble solution solutions solve solvent solvents somatic sometimes somewhat
    song soon sophisticated sorting sought sound sounds source sources space spaces spanning sparing sparse spatial spatiotemporal special specialist
    specialists specialized specialties specialty species specific specifically specification specificities specificity specified specimen specimens
    spectra spectral spectrometry spectroscopic spectroscopy spectrum speech speed spent sperm spherical spillover spin spinal spindle spine spite spleen
    splice splicing split spondylitis spontaneous spontaneously sporadic spot spread spreading squamous square squared stability stabilization stabilized
    stabilizing stable staff stage stages staging stain stained staining stakeholders standard standardised standardization standardize standardized
    standing start started starting stated statements static statistic statistical statistically statistics status stay steady steal steatosis stem
    stenoses stenosis stenotic stent stepwise sterile sterility steroid steroids stiffness still stimulate stimulated stimulates stimulating stimulation
    stimuli stimulus stock stomach stool stop storage store stored strain strains strand stranded strategic strategies strategy stratification stratified
    stratify strength strengthen strengthened strengths stress stressors strict strictly stricturing striking stringent stroke stroma stromal strong
    stronger strongest strongly structural structurally structure structured structures students studied studies studying style subcellular subclinical
    subcutaneous subdivided subgroup subgroups subject subjected subjects submitted suboptimal subpopulations subscales subsequent subsequently subset
    subsets substance substances substantial substantially substitution substitutions substrate substrates subtle subtype subtypes subunit subunits
    success successful successfully successive sudden suffer suffered suffering sufficient sufficiently sugar suggest suggested suggesting suggestions
    suggestive suggests suicide suitability suitable sulfate sulfonic sulphate summarize summarized summarizes summary superfamily superficial superior
    superiority superoxide supervised supplement supplementary supplementation supplemented supplements supply support supported supporting supportive
    supports suppress suppressed suppresses suppressing suppression suppressive surface surfaces surgeon surgeries surgery surgical surgically
    surprisingly surrogate surrounding surveillance surveyed surveys survival survive survived survivors susceptibility susceptible suspected suspension
    suspicion suspicious sustain sustainability sustainable sustained swab swabs swelling switch switched switching symbiotic sympathetic symptom
    symptomatic symptoms synaptic syndrome syndromes synergistic synergistically synonymous synovial synthase synthesis synthesize synthesized synthetic
    syphilis systematic systematically systemic systemically systems systolic tail tailored take taken takes taking tandem target targeted targeting
    targets task tasks taxa taxonomic teaching team teams tear technical technique techniques technological technologies technology teeth telephone
    temperature temperatures template temporal temporary tend tended tendency tends tensile tension term termed terminal termination terminus terms
    terrestrial tertiary tested testes testicular testing testis tests text texture thematic themes themselves theoretical theoretically theories
    therapeutic therapeutics therapies therapy thereafter thereby therefore thermal thermodilution thermogenesis thermogenic thick thickening thickness
    thin think thinking thiopurine third thirds thirty thoracic thorough thoroughly though thought thousands threat threatening three threshold thresholds
    thrill thrombectomy thrombocytopenia thromboembolic thrombosed thrombosis thrombotic thrombus throughput thus thyroid thyroidectomy thyroiditis tight
    tightly till time timely times timing tissue tissues titanium titer titers tobacco together tolerability tolerance tolerant tolerated tomography tone
    took tool tools tooth topic topical topics topography total totally toxic toxicities toxicity toxin trace track tracking tract traditional
    traditionally trafficking train trained training trait traits trajectories trajectory trans transcribed transcript transcriptase transcription
    transcriptional transcriptome transcriptomic transcriptomics transcripts transducer transduction transfected transfection transfer transferase
    transferred transfers transform transformation transformed transforming transfusion transgenic transient transiently transition transitions translate
    translated translation translational translocation transluminal transmembrane transmission transmitted transparent transplant transplantation
    transplanted transport transportation transporter transporters transposable transposition transverse trauma traumatic travel treat treated treating
    treatment treatments tremendous trend trends trial tried trigeminal trigger triggered triggering triggers triglyceride triglycerides trimester
    triphosphate triple tropical trough true truncated trunk truth tube tuberculosis tubular tubules tumor tumoral tumorigenesis tumors tumour tumours
    tuned tuning turn turned turnover twenty twice twin type types typical typically typing tyrosine ubiquitin ubiquitination ubiquitous ulcer ulcerative
    ulcers ultimate ultimately ultra ultrasonic ultrasonographic ultrasonography ultrasound ultrastructural ultrastructure ultraviolet umbilical unable
    unadjusted unaffected unbiased uncertain uncertainty unchanged unclear uncommon uncontrolled uncoupling uncover uncovered undergo undergoes undergoing
    undergone underlie underscore underscores understand understanding understood undertaken undertook underwent unexpected unexplained unexplored
    unfavorable unified uniform uniformly unilateral unique uniquely units univariate universal universally unknown unlikely unmet unnecessary
    unprecedented unpredictable unrecognized unrelated unsupervised untranslated untreated unusual update updated upregulated upregulation upstream uptake
    urban urea urgent urgently urinary urine urothelial usability usage useful usefulness user users uses usual usually uterine utility utilization
    utilize utilized utilizes utilizing uveitis vaccinated vaccination vaccine vaccines vaginal valid validate validated validating validation validity
    valuable value values valve vannamei variability variable variables variance variant variants variation variations varicella varied varies variety
    various vary varying vascular vasculature vasculitis vast vector vectors vegetables vehicle vein veins velocity venous ventilation ventricle
    ventricular verbal verified verify versatile version versions vertebral vertebrates vertical very vesicles vesicular vessel vessels viability viable
    video view viewed views viral virilis virtual virtually virulence virus viruses visceral viscosity visible vision visit visited visits visual
    visualization visualize visualized vital vitamin vitamins volatile voltage volume volumes voluntary volunteers vomiting vulgaris vulnerability
    vulnerable walking wall walls warrant warranted warrants waste wastewater water wave wavelength waves ways weak weakly weakness week weekly weeks
    weight weighted weights whereas whereby whilst whole whom wide widely wider widespread width wild wildlife window wing woman women work workers
    workflow workflows workforce working works workup worldwide worse worsened worsening worst wound wounds wrist written xenograft year years yeast yield
    yielded yielding yields younger youth zebrafish zero zinc zones zoonotic zoster
"""
FREQUENT_WORDS = frozenset(_FREQUENT.split())
