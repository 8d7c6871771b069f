"""Words that 30 abstracts of PubMed or more have in small letters, and hardly one with a capital amid a sentence."""

_FREQUENT = """
    abdominal aberrant aberrations ability ablation able abnormal abnormalities abolished abscess abscesses absence absent
    absolute absorption abundance abundant academic accelerate accelerated acceptable acceptance accepted accesses accessibility
    accessible accompanied accordance according account accounted accounting accounts accumulated accumulation accuracy accurate
    accurately acetate achieve achieved achieving acid acidic acids acoustic acquired acquisition actin acting activate
    activated activates activating activation activator active actively activities activity acts actual acuity acute acyclovir
    adaptation adapted adaptive added adding addition additional additionally additive address addressed addressing
    adenocarcinoma adenocarcinomas adenoma adenosine adequacy adequate adequately adherence adherent adhesion adipocyte
    adipocytes adipose adiposity adjacent adjusted adjusting adjustment adjuvant administered administrative admission admitted
    adolescent adolescents adopted adoption adsorption adult adults advanced advancements advances advantage advantages adverse
    aerobic affect affected affecting affects affinity again aged agent agents ages aggregation aggressive agonist agonists
    agreed agreement aimed aiming aims airway alanine albumin alcohol algorithm algorithms alignment alkaline allele alleles
    allelic allergic alleviate alleviated allocated allocation allow allowed allowing allows almost alone alpha already also
    alter alteration alterations altered altering alternative alternatives alters although alveolar always ameliorate
    ameliorated amino amongst amount amounts amplification amplified amplitude amyloid analog analogue analyse analysed analyses
    analysis analytical analyze analyzed analyzing anastomosis anatomic anatomical anemia anesthesia aneurysm angiogenesis
    angiography angioplasty angiotensin angle animal animals ankylosing annotated annotation annual annually anomalies another
    antagonist anterior anti antibacterial antibiotic antibiotics antibodies antibody anticancer antigen antigens antimicrobial
    antioxidant antioxidants antitumor antiviral aorta aortic apical apoptosis apoptotic apparent apparently appear appearance
    appeared appears applicability applicable application applications applied apply applying approach approaches appropriate
    approval approved approximately aquaculture aquatic aqueous architecture area areas arise arising arms aromatic arrangement
    array arrest arterial arteries arteriovenous artery arthroplasty article articles artificial asked aspartate aspect aspects
    aspiration assay assays assembled assembly assess assessed assessing assessments assigned assist assisted associate
    associated associations asthma asymptomatic atherosclerosis atherosclerotic atomic atrial atrophy attachment attack attempt
    attempts attention attenuate attenuated attenuation attitudes attractive attributable attributed atypical augmented aureus
    author authors autoantibodies autoantibody autogenous autoimmune autoimmunity autologous automated automatic automatically
    autophagy autosomal availability available average avoid aware awareness axial axillary axis back background bacteria
    bacterial bacterium balance balanced balloon band bands barrier barriers basal base baseline basic basis bats beam bearing
    became become becomes becoming began beginning behavior behavioral behaviors behaviour believe believed belong belonging
    belongs beneficial benefit benefits benign best beta better bias bilateral bile biliary binary bind binding binds bioactive
    bioavailability biochemical biologic biological biologically biology biomarker biomarkers biomass biomedical biopsies biopsy
    biosynthesis birth bladder bleeding blind blinded block blockade blocked blocking blocks blood blue bodies body bond bone
    borne bound bowel brachial brain breast breeding briefly brine broad broader broadly brought building built bulk burden
    bypass cDNA calcium calculate calculated calculating calculation calculations calibration call called calls cancer cancers
    candidate candidates cannot cannulation capabilities capability capable capacity capillary capture captured carbohydrate
    carbohydrates carbon carcinogenesis carcinoma carcinomas cardiac cardiomyopathy cardiovascular care careful carefully
    caregivers carotid carried carrier carriers carry carrying cascade case cases catalase catalytic categories categorized
    category catheter catheters causal causative cause caused causes causing cavity cell cells cellular centered centres century
    cephalic cerebral cerebrospinal certain cervical cessation chain challenged challenges challenging chance change changed
    changes changing channel channels characterised characteristic characteristics characterization characterize characterized
    characterizing charge chart checkpoint chemical chemistry chemokine chemokines chemotherapy chest childhood children
    chimeric chloride choice cholesterol chosen chromatin chromatography chromosomal chromosome chromosomes chronic circuit
    circulating circulation circumstances cirrhosis claims clarified clarify class classes classic classical classified classify
    clear clearance clearly cleavage climate clinical clinically clinician clinicians clinicopathologic clinicopathological
    cloned clones close closed closely closer closure cluster clustered clustering clusters coated coating code coded codes
    coding coefficients cognitive cohorts cold coli colitis collagen collect collected collection collectively colon colonic
    colonization colony color colorectal combination combinations combine combined combines combining come commensal commercial
    commercially commonly communication communities community comorbid comorbidities comorbidity comparable comparative compare
    compared comparing comparison comparisons compartment compatible competing competitive complaints complement complementary
    complete completed completely completion complex complexes complexity compliance complicated complication complications
    component components composed composite composition compositions compound compounds comprehensive comprehensively
    compression comprise comprised comprises comprising compromise compromised computational computed computer computerized
    concentrated concentration concentrations concept concepts concern concerning concerns conclude concluded conclusion
    conclusions concomitant concordance concurrent condition conditional conditions conduct conducted conducting confer
    conferred confidence configuration confirm confirmation confirmed confirming confirms conflicting confocal conformation
    confounders confounding congenital conjunction connected connection connective consecutive consensus consent consequence
    consequences consequently conservation conserved consider considerable considerably consideration considerations considered
    considering consisted consistency consistent consistently consisting consists constant constitute constitutes constraints
    construct constructed construction constructs consultation consumed consuming consumption contact contacts contain contained
    containing contains contamination contemporary content contents context contexts continue continued continues continuing
    continuous continuously contralateral contrary contrast contribute contributed contributes contributing contribution
    contributions control controlled controlling controls controversial convenience convenient conventional conversion converted
    converting cooperation coordinated coordination copies copy cord core corneal coronary coronaviruses correct corrected
    correction correlate correlated correlates correlation correlations corresponding cortex cortical corticosteroid
    corticosteroids cost costs cough count counterparts counting countries country counts coupled coupling course covariates
    cover coverage covered covering cranial create created creating creatinine creation criteria critical critically cross
    crosstalk crucial crude crustaceans crystal cultural culture cultured cultures cumulative curative cure current currently
    curve curves cutaneous cutoff cycle cycles cyclic cyclophosphamide cystic cytochrome cytokine cytokines cytology cytometry
    cytoplasm cytoplasmic cytotoxic cytotoxicity daily damage damaged dark data databases dataset datasets date days death
    deaths debilitating decade decades decision decisions decline declined decrease decreased decreases decreasing dedicated
    deep deeper defect defective defects defense deficiency deficient deficit deficits define defined defining definition
    definitions definitive degeneration degenerative degradation degree degrees dehydrogenase delay delayed deletion deliver
    delivered delivering delivery demand demands dementia demographic demographics demonstrate demonstrated demonstrates
    demonstrating demyelinating dendritic dense density dental depend dependence dependent depending depends depletion
    deposition deposits depression depressive depth derivatives derived describe described describes describing description
    descriptive design designated designed designing designs desirable desired despite destruction detail detailed details
    detect detectable detected detecting detection deterioration determinant determinants determination determine determined
    determines determining detrimental develop developed developing development developmental developments develops deviation
    device devices dextran diabetes diabetic diagnose diagnosed diagnoses diagnosing diagnosis diagnostic dialysis diameter
    diameters diarrhea diastolic died dietary diets differ differed difference differences different differential differentially
    differentiate differentiated differentiating differentiation differently differs difficult difficulties difficulty
    diffraction diffuse diffusion digestion digestive digital dilution dimensional dimensions diminished direct directed
    direction directions directly discharge discharged discontinuation discontinued discovered discovery discrete discriminate
    discrimination discuss discussed discusses discussion discussions disease diseases disequilibrium dismutase disorder
    disorders disparities dispersive display displayed displays disrupted disruption dissection disseminated dissemination
    distal distance distances distant distinct distinguish distinguished distinguishing distress distributed distribution
    distributions disturbances divergence divergent diverse diversity divided docking doctors document documentation documented
    documents dogs domain domains dominant dominated done donor donors dopamine dosage dose doses dosing double downregulated
    downregulation downstream drainage dramatic dramatically drawn drinking drive driven driver drivers driving droplets drug
    drugs dual ductal duration dynamic dynamics dysbiosis dysfunction dysfunctional dysplasia dysregulated dysregulation earlier
    early easily easy echocardiography ecological economic ecosystem ecosystems ectopic edema edge educational effective
    effectively effectiveness effector effects efficacious efficacy efficiency efficient efficiently effort efforts eggs eight
    ejection elderly elective electrical electrode electron electronic element elements elevated elevation elicited eligibility
    eligible eliminate elimination elucidate elucidated elusive embedded embryo embryonic embryos emerge emerged emergence
    emergent emerging emission emotional emphasis emphasize emphasizes emphasizing empirical employed employing enable enabled
    enables enabling encapsulated encephalitis encephalomyelitis encode encoded encodes encoding encountered encounters
    encourage endemic endocrine endogenous endometrial endoplasmic endoscopic endoscopy endothelial endovascular endpoint
    endpoints energy engage engaged engagement engaging engineered engineering enhance enhanced enhancement enhancer enhances
    enhancing enough enriched enrichment enrolled ensure ensuring enter entered enteric entire entities entity entry environment
    environmental environments enzymatic enzyme enzymes epidemic epidemiological epidermal epidural epigenetic epilepsy episode
    episodes epithelial epithelium equal equally equilibrium equipment equivalent error errors erythematosus escalation
    especially essential establish established establishing establishment estimate estimated estimates estimating estimation
    estrogen ethanol ethical ethnic ethnicity etiologies etiology eukaryotic evaluate evaluated evaluates evaluating evaluation
    evaluations even event events eventually ever every evidence evidenced evident evolution evolutionary evolved evolving
    exacerbated exacerbation exact examination examinations examine examined examines examining example examples exceeded
    excellent except exception excess excessive exchange excision excluded excluding exclusion exclusively exercise exert
    exerted exerts exhibit exhibited exhibiting exhibits exist existence existing exists exogenous exome exon exons expand
    expanded expanding expansion expectations expected expenditure expensive experience experienced experiences experiencing
    experiment experimental experimentally experiments expert expertise experts explain explained exploration exploratory
    explore explored explores exploring exposed exposure exposures express expressed expressing expression expressions extend
    extended extension extensive extensively extent external extra extracellular extract extracted extraction extracts extreme
    extremely extremity eyes fabricated face facial facilitate facilitated facilitates facilitating facilities facility fact
    factor factors fail failed failure failures false familial families family farming fashion fast faster fasting fatal fatigue
    fatty favorable fear feasibility feasible feature features fecal feed feedback feeding female females femoral fertility
    fetal fever fewer fiber fibers fibrillation fibroblast fibroblasts fibrosis fibrotic field fields fifth files film films
    filtration final finally financial find finding findings fine finger first fish fistula fistulae fistulas fitness five
    fixation fixed flavonoids flexibility flexible flies flow fluid fluorescence fluorescent flux focal foci focused focuses
    focusing fold follicular follow followed follows foods forces forearm form formal format formation formed former forming
    forms formula formulated formulation formulations forward found four fourth fraction fractions fracture fractures fragment
    fragments frame framework free frequencies frequency frequent frequently fresh freshwater friendly frozen fruit fruits full
    fully function functional functionality functionally functioning functions fundamental fungal fungi further fusion gain
    gained gamma ganglia gaps gastric gastrointestinal gathered gave gender gene genera general generalized generally generate
    generated generating generation genes genetic genetically genetics genital genome genomic genotype genotyped genotypes
    genotyping genus geographic geographical germ gestation gestational giant give given gives giving gland glands glass
    globally glomerular glucocorticoid glucose glutathione glycemic glycoprotein goal gold good grade graded gradient gradually
    graft grafts greatest greatly gross ground grouped groups growing grown growth guidance guide guided haemodialysis half
    hallmark hand handling hands haplotype haplotypes harboring harm harmful having hazard hazards head headache healing
    healthcare healthy heart heat heavily heavy height held help helper helpful helps hematologic hematopoietic hematoxylin
    hemodialysis hemodynamic hemoglobin hemorrhage hence hepatic hepatitis hepatocellular hepatopancreas here herein herpetic
    heterogeneity heterogeneous heterozygous hierarchical high higher highest highlight highlighted highlighting highlights
    highly histologic histological histologically histology histone histopathologic histopathological histopathology historical
    history hold homeostasis homeostatic homolog homologous homology homozygous hormonal hormone hormones hospitalization
    hospitalizations hospitalized hospitals host hosts hour hours house however http https huge human humans hundred hundreds
    hybrid hybridization hybrids hydrogen hydrolysis hydrophobic hyperplasia hypertension hypertrophy hypotheses hypothesis
    hypothesize hypothesized hypoxia idea ideal identical identification identified identifies identify identifying identity
    idiopathic ileal ileum illness illustrate illustrated image imaging imbalance immediate immediately immune immunity
    immunocompromised immunodeficiency immunofluorescence immunoglobulin immunohistochemical immunohistochemically
    immunohistochemistry immunological immunomodulatory immunoprecipitation immunoreactivity immunosorbent immunostaining
    immunosuppression immunosuppressive immunotherapy impacted impacts impaired impairment implantation implanted implement
    implementation implemented implementing implicated implications importance important importantly improve improved
    improvement improvements improves improving inactivation inactive inadequate inappropriate inception incidence incident
    include included includes including inclusion income incomplete inconsistent incorporate incorporated incorporating
    incorporation increase increased increases increasing increasingly incubation independent independently indicate indicated
    indicates indicating indication indications indicator indicators indices indirect individual individualized individually
    individuals induce induced induces inducible inducing induction industrial infant infants infarction infected infection
    infections infectious inferior inferred infiltrating infiltration inflamed inflammation inflammatory inflow influence
    influenced influences influencing influenza inform information informed infrared infusion ingestion inherited inhibit
    inhibited inhibiting inhibition inhibitor inhibitors inhibitory inhibits initial initially initiate initiated initiating
    initiation injected injection injections injury innate innovative inpatient input insect insects inserted insertion insights
    instability instead institution institutional institutions instruments insufficiency insufficient insulin intact intake
    integrate integrated integrates integrating integration integrative integrity intended intense intensity intensive intention
    inter interact interacting interaction interactions interactive interacts interest interesting interface interference
    interfering interferon interleukin intermediate internal international interplay interpretation interpreted interquartile
    interspecific interstitial interval intervals intervention interventional interventions interviews intestinal intestine
    intestines intra intracellular intracranial intraocular intraoperative intravenous intravenously intrinsic introduce
    introduced introduces introducing introduction intron invasion invasive inverse inversely inversion investigate investigated
    investigates investigating investigation investigations investigators involve involved involvement involves involving ions
    iron irradiation irregular irrespective ischemia ischemic isoform isoforms isolate isolated isolates isolation issues item
    joint joints junction just juvenile kidney kidneys killing kinase kind kinds kinetic kinetics knee knockdown knockout know
    knowledge known label labeled labeling laboratory lack lacking lamina landscape large largely larger largest larvae larval
    laser last lasting late latency latent later lateral latest latter layer layers lead leading leads leaf learning least
    leaves left length lens lesion lesions lesser lethal lethality leukemia leukocyte leukocytes level levels life lifestyle
    lifetime ligand ligands ligation likelihood likely limb limit limitation limitations limited limiting limits line lineage
    lineages linear lines link linkage linked linking links lipase lipid lipids lipopolysaccharide lipoprotein liquid lists
    literature little live lived liver lives living load loaded loading loads lobe local localization localized locally located
    location locations loci locus logistic longer longevity longitudinal loop loss losses lost lowered lowering lowest
    luciferase lumbar lumen luminal lung lungs lupus lymph lymphocyte lymphocytes lymphocytic lymphoid lymphoma mRNA mRNAs
    machine macrophage macrophages macroscopic made magnetic magnitude main mainly maintain maintained maintaining maintenance
    major majority make makes making male males malignancies malignancy malignant malondialdehyde mammalian mammals manage
    managed management managing manifestation manifestations manifested manipulation manner manually many mapped mapping maps
    margin marine marked markedly marker markers market marrow mass masses massive matched matching material materials maternal
    mathematical matrix matter maturation mature maximal maximum mean meaningful means measure measured measurement measurements
    measures measuring mechanical mechanism mechanisms mechanistic media medial median mediate mediated mediates mediating
    mediator mediators medical medication medications medicinal medium meet meeting melanogaster melanoma mellitus member
    members membrane membranes memory meningitis mental mentioned mesenchymal messenger metabolic metabolism metabolite
    metabolites metabolomics metagenomic metagenomics metal metastases metastasis metastatic method methodological methodologies
    methodology methods methotrexate methyl methylated methylation metrics miRNA miRNAs mice micro microRNA microRNAs microarray
    microbe microbes microbial microbiome microbiota microenvironment microg microorganisms microsatellite microscope
    microscopic microscopy might migration mild milk million mimic mineral minimal minimally minimize minimum minor minute
    minutes mismatch missed missense missing mitigate mitochondria mitochondrial mixed mixture mmHg mmol mobile mobility
    mobilization modalities modality mode model modeling modelling models moderate moderately modern modes modest modification
    modifications modified modify modifying modulate modulated modulates modulating modulation modules molecular molecule
    molecules monitor monitored monitoring monoclonal monocyte monocytes monogenic mononuclear monotherapy month monthly months
    morbidity morphologic morphological morphology mortality mostly mother mothers motif motifs motility motion motor mouse
    movement much mucosa mucosal multi multicenter multicentre multidisciplinary multifactorial multiple multivariable
    multivariate murine muscle muscles musculoskeletal must mutant mutants mutated mutation mutational mutations myelin myeloid
    myeloperoxidase myocardial naive named namely nano nanoparticle nanoparticles narrative narrow nasal nationwide natural
    naturally nausea nearly necessary necessity neck necrosis need needed needle needs negative negatively neighboring neither
    neoadjuvant neonatal neoplasia neoplasm neoplasms neoplastic nephritis nephrologists nephropathy nerve nerves nervous
    networks neural neurodegenerative neuroendocrine neurologic neurological neuronal neurons neuropathy neutral neutralizing
    neutrophil neutrophils never newly next nine nitric nitrogen node nodes nodules noise noncoding none noninvasive nonspecific
    normal normalized notable notably note noted notes novel nuclear nuclei nucleic nucleotide nucleus null number numbers
    numerical numerous nurse nurses nutraceutical nutraceuticals nutrient nutrients nutritional obese obesity objective
    objectives observation observational observations observe observed obstruction obstructive obtain obtained obtaining obvious
    occlusion occur occurred occurrence occurring occurs ocular odds offer offered offering offers offspring often ofthe older
    oligomerization once oncogenic ones ongoing online only onset operated operating operation operational operations operative
    opportunistic opportunities opportunity opposite optic optical optimal optimization optimize optimized optimizing optimum
    option options oral orally orbital order organ organic organism organisms organizations organized organs orientation
    oriented origin original originally origins osteoarthritis others otherwise outbreak outbreaks outcome outcomes outer
    outflow outpatient output outside ovarian ovary overall overcome overexpressed overexpression overlap overlapping overview
    overweight owing oxidase oxidation oxidative oxide oxygen paediatric paid pain painful pair paired pairs pancreas pancreatic
    pandemic paper papers papillary paradigm paraffin parahaemolyticus parallel parameter parameters parasite parasites parent
    parental parents part partial partially participant participants participate participated participating participation
    particle particles particular particularly partly partners parts passive patency pathogen pathogenesis pathogenic
    pathogenicity pathogens pathologic pathological pathologies pathology pathophysiology pathways patient patients pattern
    patterns paucity peak peaks pediatric peer people peptide peptides perceived percent percentage percentages perception
    perceptions percutaneous perform performance performed performing perfusion period periodic periods perioperative peripheral
    peritoneal permanent permeability peroxidase peroxisome persisted persistence persistent person personal personalized
    personnel persons perspective perspectives pharmaceutical pharmacokinetics pharmacological phase phases phenolic phenomena
    phenomenon phenotype phenotypes phenotypic phosphatase phosphate phosphorylation phylogenetic physical physician physicians
    physicochemical physiological physiology picture pilot pivotal place placebo placed placement planned planning plans plant
    plants plaque plaques plasma plastic plasticity platelet platforms play played plays pneumonia polarization policies policy
    pollution poly polymer polymerase polymorphic polymorphism polymorphisms pool pooled poor poorer poorly popular population
    populations portion pose poses position positions positive positively positivity positron possess possesses possibility
    possible possibly post posterior postoperative postoperatively potent potential potentially potentials powder power powerful
    practical practice practices practitioners precise precisely precision preclinical precursor precursors predict predicted
    predicting prediction predictions predictive predictor predictors predicts predisposition prednisolone predominant
    predominantly preference preferences preferentially preferred pregnancies pregnancy pregnant preliminary premature
    preoperative preoperatively preparation prepare prepared prescribed prescription presence present presentation presentations
    presented presenting presents preservation preserved preserving pressure pressures presumably pretreatment prevalence
    prevalent prevent prevented preventing preventive prevents previous previously primarily primary primers principal principle
    principles prior priority private probability probable probably probe probes probiotic probiotics problem problems
    procedural procedure procedures process processed processes processing produce produced produces producing product
    production products professional professionals profile profiles profiling profound progeny prognosis prognostic programmed
    programming programs progress progressed progression progressive proinflammatory proliferation proliferative proliferator
    prolonged prominent promise promising promote promoted promoter promoters promotes promoting prompt prone pronounced proof
    propagation propensity proper properties property prophylactic prophylaxis proportion proportional proportions propose
    proposed proposes propria proprietary prospective prospectively prostate protease protect protected protection protective
    protects protein proteins proteinuria proteomics protocol protocols prototype prove proved proven provide provided provider
    providers provides providing provision proximal psoas psoriasis psychiatric psychological public publication publications
    publicly published pulmonary pulse pump puncture pure purification purified purpose purposes putative qPCR qualitative
    quality quantification quantified quantify quantitative quantitatively quantity quantum question questionnaires questions
    quickly quite rRNA race radial radiation radical radicals radiocephalic radiographic radiological radiotherapy raise raised
    random randomised randomized randomly range ranged ranges ranging rapid rapidly rare rarely rash rate rated rates rather
    rating ratio rationale ratios rats reached reaching reaction reactions reactivation reactive reactivity readily reading
    reads real reason reasonable reasons recall receive received receiver receiving recent recently receptor receptors recessive
    recipients recirculation recognition recognize recognized recombinant recombination recommend recommendation recommendations
    recommended reconstruction recorded recovered recovery recruited recruitment rectal recurrence recurrent redox reduce
    reduced reduces reducing reduction reductions reference referral referred refine reflect reflected reflecting reflects
    refractory regard regarded regardless regeneration regimen regimens regional regions registered regression regular regularly
    regulate regulated regulates regulating regulation regulator regulators regulatory relapse relapsed relapsing relate related
    relating relation relationship relationships relative relatively release released relevance relevant reliability reliable
    reliably relief relies rely remain remained remaining remains remarkable remarkably remission remitting remodeling remote
    removal removed removing renal repair repeat repeated repeats reperfusion repetitive replaced replacement replicate
    replicated replication report reported reporter reporting reports represent representation representative represented
    representing represents reproducibility reproducible reproduction reproductive require required requirement requirements
    requires requiring rescue research researchers resected resection reservoirs resident residents residual residue residues
    resin resistance resistant resolution resolved resonance resource resources respect respective respectively respiratory
    respond responded respondents responders response responses responsible responsive responsiveness rest restoration restore
    restored restricted restriction restrictions result resulted resulting results retained retention reticulum retinal
    retrieved retrospective retrospectively return returned reveal revealed revealing reveals reverse reversed reversible review
    reviewed reviewers revision rheumatic rheumatoid ribosomal rich richness right rights rigorous ring rise rising risk risks
    rituximab robust robustness role roles room root roots round route routine routinely rupture rural safe safely safety saline
    salivary salt same sample sampled samples sampling satellite satisfaction satisfactory scales scan scanning scans scarce
    scavenging scenario scenarios scientific sclerosing sclerosis scope scored scores scoring screen screened screening seafood
    search searched searches searching seasonal second secondary secreted secretion secretory section sectional sections
    security seed seem seems seen segment segmentation segments seizures selected selecting selection selective selectively
    selectivity semi sense sensing sensitive sensitivity sensitization sensor sensors sensory separate separated separately
    separation sepsis sequence sequenced sequences sequencing sequential sera serial series serine serious serological serum
    serve served serves session sessions sets setting settings seven several severe severely severity sexual sexually shape
    shaped share shared sharing shear shed shell shift shifted shifts shock shortening shorter show showed showing shown shows
    shrimp shrimps siRNA side sided sign signal signals signature signatures significance significant significantly signs
    silencing silver similar similarities similarity similarly simple simplex simply simulated simulation simulations
    simultaneous simultaneously single sinus site sites situation situations size sized sizes skeletal skills skin sleep
    slightly slow small smaller smart smokers smoking smooth social sociodemographic socioeconomic sodium soft software soil
    solely solid soluble solution solutions solvent somatic sometimes sought sound source sources space spatial special
    specialized species specific specifically specificity specified specimen specimens spectra spectral spectrometry
    spectroscopy spectrum speed spent sperm spherical spinal spindle spine spleen splicing spondylitis spontaneous spontaneously
    sporadic spot spread spreading squamous square stability stabilization stabilized stable staff stage stages staging stained
    staining stakeholders standard standardized standing start started starting static statistic statistical statistically
    statistics status stay steady steatosis stem stenoses stenosis stent steroid steroids stiffness still stimulate stimulated
    stimulating stimulation stimuli stimulus stomach stool storage stored strain strains stranded strategies strategy
    stratification stratified strength stress stroke stroma stromal strong stronger strongest strongly structural structurally
    structure structured structures students studied studies studying subclinical subcutaneous subgroup subgroups subject
    subjected subjects submitted suboptimal subsequent subsequently subset subsets substance substances substantial
    substantially substitution substrate substrates subtype subtypes subunit success successful successfully suffer suffered
    suffering sufficient suggest suggested suggesting suggestive suggests suitability suitable sulfate summarize summarized
    summarizes summary superficial superior superoxide supplement supplementation supplemented supplements supply support
    supported supporting supportive supports suppress suppressed suppresses suppressing suppression surface surfaces surgeon
    surgeries surgery surgical surgically surrogate surrounding surveillance surveyed surveys survival survived susceptibility
    susceptible suspected suspicion sustainable sustained swelling switch switched switching symptom symptomatic symptoms
    syndromes synergistic synovial synthase synthesis synthesized synthetic systematic systematically systemic systems systolic
    tailored take taken takes taking tandem target targeted targeting targets task tasks taxa taxonomic teaching team teams
    technical technique techniques technologies technology teeth temperature temperatures template temporal temporary tend
    tended term termed terminal terms tertiary test tested testing tests text themes themselves theoretical therapeutic
    therapeutics therapies therapy thereby therefore thermal thermogenesis thermogenic thickening thickness thin third thirds
    thirty thoracic thorough though thought threat threatening three threshold thresholds thrill thrombocytopenia thrombosis
    thrombotic throughput thus thyroid tight time timely times timing tissue tissues tobacco together tolerance tolerated
    tomography took tool tools topic topical topics total toxic toxicity toxin track tracking tract traditional traditionally
    trafficking train trained training trait traits trans transcribed transcript transcriptase transcription transcriptional
    transcriptome transcriptomic transcripts transduction transfer transferase transferred transform transformation transformed
    transforming transgenic transient transition translate translation translational translocation transluminal transmembrane
    transmission transmitted transparent transplant transplantation transport transporter trauma traumatic treat treated
    treating treatment treatments trend trends trial trigger triggered triggering triggers triglyceride triglycerides triple
    true tube tuberculosis tubular tumor tumorigenesis tumors tumour tumours turn twenty twice type types typical typically
    tyrosine ulcer ulcerative ulcers ultimately ultra ultrasonography ultrasound unable unaffected uncertain uncertainty
    unchanged unclear uncommon uncontrolled uncover undergo undergoing undergone underlie underscore underscores understand
    understanding understood undertaken underwent unexpected uniform unilateral unique units univariate universal unknown
    unlikely unmet unrelated untreated unusual update updated upregulated upregulation upstream uptake urban urea urgent
    urgently urinary urine usability usage useful usefulness user users uses usual usually utility utilization utilize utilized
    utilizing vaccinated vaccination vaccine vaccines valid validate validated validation validity valuable value values valve
    vannamei variability variable variables variance variant variants variation variations varicella varied varies variety
    various vary varying vascular vasculature vasculitis vast vector vectors vegetables vehicle vein veins velocity venous
    ventilation ventricular verified verify version vertical very vesicles vessel vessels viability viable video view views
    viral virilis virtual virulence virus viruses visceral visible vision visit visits visual visualization vital vitamin volume
    volumes volunteers vulnerable wall warranted warrants waste water wave wavelength ways weak weakness week weekly weeks
    weight weighted whereas whole whom wide widely wider widespread width wild window wing woman women work workers workflow
    working worldwide worse wound wrist written year years yeast yield yielded yielding yields younger zebrafish zero zinc zones
    zoonotic zoster
"""
FREQUENT_WORDS = frozenset(_FREQUENT.split())
