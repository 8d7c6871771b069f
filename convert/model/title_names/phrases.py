"""Names of several words that titles have often, and that no abstract needs to prove: bodies, laws, times, places, tests, classifications."""

_PHRASES = """
    Academy of Dermatology|Academy of Neurology|Academy of Nursing|Academy of Ophthalmology|Academy of Orthopaedic Surgeons|Academy of Otolaryngology
    Academy of Pediatrics|Academy of Sciences|Academies of Sciences|Academy of Sleep Medicine|Affordable Care Act|Alcoholics Anonymous|Alliance for Clinical Trials in Oncology
    Alzheimer's Association|Americans with Disabilities Act|Association of Diabetes Educators|Association of Medical Colleges|Barrier Reef|Black Death
    Black Lives Matter|Board of Internal Medicine|Board of Surgery|Boy Scouts|Centers for Disease Control and Prevention|Centers for Disease Control
    Centers for Medicare and Medicaid Services|Centers for Medicare & Medicaid Services|Centre for Disease Prevention and Control
    Children's Oncology Group|Civil War|Cold War|College of Cardiology|College of Chest Physicians|College of Emergency Physicians
    College of Gastroenterology|College of General Practitioners|College of Obstetricians and Gynecologists
    College of Obstetricians and Gynaecologists|College of Pathologists|College of Physicians|College of Psychiatrists|College of Radiology
    College of Rheumatology|College of Sports Medicine|College of Surgeons|Collaborative Institutional Training Initiative
    Committee on Cancer|Commission on Cancer|Congress of Neurological Surgeons|Declaration of Geneva|Declaration of Helsinki
    Deepwater Horizon|Department of Defense|Department of Health|Department of Veterans Affairs|Diamond Princess|Doctors Without Borders
    Eastern Cooperative Oncology Group|Environmental Protection Agency|European Commission|European Medicines Agency|European Parliament|European Union
    Federation of Gynecology and Obstetrics|First Nations|First Nation|Food and Agriculture Organization|Food and Drug Administration|Fourth Industrial Revolution
    Gaza Strip|General Data Protection Regulation|General Dental Council|General Medical Council|Girl Scouts|Global North|Global South|Gold Coast
    Grand Canyon|Great Barrier Reef|Great Depression|Great Lakes|Great Plains|Great Recession|Great War|Gulf Stream|Gulf War
    Health Insurance Portability and Accountability Act|Health Resources and Services Administration|Healthy People 2010|Healthy People 2020
    Healthy People 2030|Horn of Africa|Human Genome Project|Human Rights Council|Imperial College|Industrial Revolution|Institute of Medicine|International Space Station|Ivory Coast
    Joint Commission|Joint Committee on Cancer|King's College|Magna Carta|Major League Baseball|Mayo Clinic|Medical Research Council
    Medical Subject Headings|Medicare Advantage|Medicare Part D|Milky Way|Millennium Development Goals|Million Women Study|Mount Everest|Mount Sinai
    National Academies|National Academy|National Basketball Association|National Cancer Database|National Cancer Data Base|National Cancer Institute|National Collegiate Athletic Association
    National Comprehensive Cancer Network|National Football League|National Health Insurance Research Database|National Health Insurance Service
    National Health Service|National Health and Nutrition Examination Survey|National Hockey League|National Institute for Health and Care Excellence
    National Institute for Health and Clinical Excellence|National Institute of Mental Health|National Institute on Aging|National Institute on Drug Abuse
    National Institutes of Health|National Inpatient Sample|National Institutes of Health Stroke Scale|National Science Foundation
    National Surgical Quality Improvement Program|National Trauma Data Bank|Neural Information Processing Systems|Nationwide Inpatient Sample
    New World Monkey|New World Monkeys|Nobel Laureate|Nobel Laureates|Nobel Prize|Nobel Prizes|Nurses' Health Study|Old World Monkey|Old World Monkeys
    Olympic Games|Paralympic Games|Operation Enduring Freedom|Operation Iraqi Freedom|Peace Corps|Premier League|Public Health England|Public Health Service
    Red Crescent|Red Cross|Rocky Mountain|Rocky Mountains|Royal Society|Security Council|Silicon Valley|Silk Road|Social Security
    Society for Clinical Pathology|Society for Medical Oncology|Society for Vascular Surgery|Society of America|Society of Anaesthesiologists
    Society of Anesthesiologists|Society of Cardiology|Society of Clinical Oncology|Society of Critical Care Medicine|Society of Gastroenterology
    Society of Hypertension|Society of Nephrology|Society of Radiology|Society of Surgical Oncology|Society of Thoracic Surgeons|South China Sea
    Special Olympics|Spanish Flu|Supreme Court|Surgeon General|Surviving Sepsis Campaign|Sustainable Development Goal|Sustainable Development Goals
    New World|Old World|Standards for Reporting of Diagnostic Accuracy|Standards for Reporting Diagnostic Accuracy|Brain Awareness Week|Breast Cancer Awareness Month|Disability Assessment Schedule|R Shiny|Dietary Approaches to Stop Hypertension|Mass General Brigham|Research and Treatment of Cancer|Third Reich|Three Gorges|Three Mile Island|Tour de France|Trail Making Test|Twin Towers|UK Biobank|Union for International Cancer Control
    United Network for Organ Sharing|Universal Declaration of Human Rights|Veterans Administration|Veterans Affairs|Veterans Health Administration
    Vietnam War|Korean War|Wall Street|Web of Science|White House|Women's Health Initiative|World Anti-Doping Agency|World Bank|World Cup
    World Cups|World Health Assembly|World Health Organisation|World Health Organization|World Trade Center|World War I|World War II|World War One|World War Two
    World Wars|World Wide Web|Internet of Things|Google Scholar|Google Trends|Hubble Space Telescope|James Webb Space Telescope
    Bronze Age|Ice Age|Iron Age|Stone Age|Middle Ages|Dark Ages|Good Friday|Black Friday|Hurricane Harvey|Hurricane Katrina|Hurricane Maria|Hurricane Sandy
    Abbreviated Injury Scale|Aberrant Behavior Checklist|Activities-Specific Balance Confidence Scale|Alcohol Use Disorders Identification Test
    Autism Diagnostic Observation Schedule|Beck Anxiety Inventory|Beck Depression Inventory|Berg Balance Scale|Brief Pain Inventory
    Brief Psychiatric Rating Scale|Brief Symptom Inventory|Charlson Comorbidity Index|Child Behavior Checklist|Clinical Dementia Rating|Clinical Frailty Scale
    Clinical Global Impression|Confusion Assessment Method|Coma Recovery Scale|Connor-Davidson Resilience Scale|Depression Anxiety Stress Scales
    Dermatology Life Quality Index|Diagnostic and Statistical Manual of Mental Disorders|Eating Disorder Examination|Edinburgh Postnatal Depression Scale
    Epworth Sleepiness Scale|Expanded Disability Status Scale|Fatigue Severity Scale|Five Facet Mindfulness Questionnaire
    Functional Independence Measure|General Health Questionnaire|Generalized Anxiety Disorder Scale|Geriatric Depression Scale|Glasgow Coma Scale
    Glasgow Outcome Scale|Harris Hip Score|Health Assessment Questionnaire|Hospital Anxiety and Depression Scale|Impact of Event Scale
    Injury Severity Score|Insomnia Severity Index|International Classification of Diseases|International Classification of Functioning, Disability and Health
    International Classification of Functioning|International Index of Erectile Function|International Physical Activity Questionnaire|International Prostate Symptom Score
    Karnofsky Performance Status|Maslach Burnout Inventory|McGill Pain Questionnaire|Mini Nutritional Assessment|Mini-Mental State Examination
    Montreal Cognitive Assessment|Morisky Medication Adherence Scale|Multidimensional Fatigue Inventory|Neck Disability Index|Neuropsychiatric Inventory
    Nottingham Health Profile|Oswestry Disability Index|Pain Catastrophizing Scale|Patient Health Questionnaire|Perceived Stress Scale
    Pittsburgh Sleep Quality Index|Positive and Negative Syndrome Scale|Revised Cardiac Risk Index|Rosenberg Self-Esteem Scale
    Satisfaction With Life Scale|Strengths and Difficulties Questionnaire|Tampa Scale of Kinesiophobia|Toronto Alexithymia Scale|Unified Parkinson's Disease Rating Scale
    Yale-Brown Obsessive-Compulsive Scale|Yale-Brown Obsessive Compulsive Scale|Zarit Burden Interview
    Cochrane Library|Cochrane Collaboration|Cochrane Database of Systematic Reviews|Cochrane Central Register of Controlled Trials
    Gene Expression Omnibus|Cancer Genome Atlas|Kyoto Encyclopedia of Genes and Genomes
    Preferred Reporting Items for Systematic Reviews and Meta-Analyses|Disease Outcomes Quality Initiative|York Heart Association
    Newcastle-Ottawa Scale|Symbol Digit Modalities Test|League Against Rheumatism|National Electronic Injury Surveillance System
    Rankin Scale|Disease Neuroimaging Initiative|Female Sexual Function Index|Joanna Briggs Institute|Nationwide Readmissions Database
    Nationwide Emergency Department Sample|National Library of Medicine|National Lung Screening Trial|Osteoarthritis Initiative
    Renal Data System|Wellcome Trust|Case Control Consortium|Annals of Internal Medicine|England Journal of Medicine|Barthel Index
    Bethesda System|Gates Foundation|Clinical and Laboratory Standards Institute|Common Terminology Criteria for Adverse Events
    Crohn's Disease Activity Index|Current Procedural Terminology|Dialysis Outcomes and Practice Patterns Study|Food Safety Authority
    Fistula First|Framingham Heart Study|Gastrointestinal Symptom Rating Scale|Healthy Eating Index|Harvey-Bradshaw Index|Knee Society
    Hip Society|Montgomery-Åsberg Depression Rating Scale|Paced Auditory Serial Addition Test|National Healthcare Safety Network
    National Kidney Foundation|National Center for Biotechnology Information|Psoriasis Area and Severity Index
    Response Evaluation Criteria in Solid Tumors|Rochester Epidemiology Project|Seattle Angina Questionnaire
    Unified Medical Language System|World Mental Health|Preventive Services Task Force|Behavior Rating Inventory of Executive Function
    Inventory of Callous-Unemotional Traits|System Usability Scale|Ages and Stages Questionnaire|Autism Diagnostic Interview
    Beck Hopelessness Scale|Behavior Assessment System for Children|Big Five|Body Shape Questionnaire|Boston Naming Test
    Brief Illness Perception Questionnaire|California Verbal Learning Test|Childhood Trauma Questionnaire|Children's Depression Inventory
    Center for Epidemiologic Studies Depression Scale|Clock Drawing Test|Cognitive Failures Questionnaire|Constant-Murley Score
    Copenhagen Burnout Inventory|Difficulties in Emotion Regulation Scale|Disabilities of the Arm, Shoulder and Hand
    Disabilities of the Arm, Shoulder, and Hand|Dissociative Experiences Scale|Eating Attitudes Test|Emotion Regulation Questionnaire
    Fear-Avoidance Beliefs Questionnaire|Fear of COVID-19 Scale|Fibromyalgia Impact Questionnaire|Foot and Ankle Outcome Score
    Forgotten Joint Score|Frontal Assessment Battery|Functional Assessment of Cancer Therapy|Functional Movement Screen
    Gross Motor Function Classification System|Gross Motor Function Measure|Hamilton Depression Rating Scale|Hamilton Rating Scale
    Headache Impact Test|Health Utilities Index|Hearing Handicap Inventory|Hip Disability and Osteoarthritis Outcome Score
    Impact of Events Scale|International Knee Documentation Committee|Intolerance of Uncertainty Scale
    Inventory of Depressive Symptomatology|Iowa Gambling Task|Kessler Psychological Distress Scale
    Knee Injury and Osteoarthritis Outcome Score|Liebowitz Social Anxiety Scale|Life Events Checklist|Lower Extremity Functional Scale
    Minnesota Living with Heart Failure Questionnaire|Kansas City Cardiomyopathy Questionnaire|Minnesota Multiphasic Personality Inventory
    Mayo Elbow Performance Score|Michigan Hand Outcomes Questionnaire|Migraine Disability Assessment|Millon Clinical Multiaxial Inventory
    Mood Disorder Questionnaire|Movement Disorder Society|Multiple Sclerosis Impact Scale|Nordic Musculoskeletal Questionnaire
    Obsessive-Compulsive Inventory|Oral Health Impact Profile|Overactive Bladder Symptom Score|Oxford Hip Score|Oxford Knee Score
    Oxford Shoulder Score|Palliative Performance Scale|Parental Bonding Instrument|Parenting Stress Index|Patient Activation Measure
    Patient-Reported Outcomes Measurement Information System|Penn State Worry Questionnaire|Personality Assessment Inventory
    Personality Inventory for DSM-5|Pediatric Quality of Life Inventory|Positive and Negative Affect Schedule
    Posttraumatic Growth Inventory|Profile of Mood States|Psychopathy Checklist|Raven's Progressive Matrices
    Rey Auditory Verbal Learning Test|Richmond Agitation-Sedation Scale|Roland-Morris Disability Questionnaire
    Schedule for Affective Disorders and Schizophrenia|Self-Compassion Scale|Self-Reporting Questionnaire
    Sequential Organ Failure Assessment|Short Physical Performance Battery|Simple Shoulder Test|Sino-Nasal Outcome Test
    Social Responsiveness Scale|State-Trait Anxiety Inventory|State-Trait Anger Expression Inventory|Stroke Impact Scale
    Structured Clinical Interview for DSM|Sheehan Disability Scale|Suicide Severity Rating Scale|Symptom Checklist-90
    Temperament and Character Inventory|Test of Memory Malingering|Timed Up and Go|Timed Up-and-Go|Tower of London|Tower of Hanoi
    Unified Huntington's Disease Rating Scale|Vineland Adaptive Behavior Scales|Visual Function Questionnaire|Voice Handicap Index
    Wechsler Adult Intelligence Scale|Wechsler Intelligence Scale for Children|Wechsler Memory Scale|Western Aphasia Battery
    Wisconsin Card Sorting Test|Wolf Motor Function Test|Action Research Arm Test|Box and Block Test|Nine-Hole Peg Test
    Ways of Coping Questionnaire|Work Ability Index|Work Productivity and Activity Impairment|Young Mania Rating Scale
    Gastrointestinal Quality of Life Index|Subjective Global Assessment|Malnutrition Universal Screening Tool|Braden Scale
    Morse Fall Scale|National Early Warning Score|Simplified Acute Physiology Score|Acute Physiology and Chronic Health Evaluation
    Model for End-Stage Liver Disease|Fracture Risk Assessment Tool|Framingham Risk Score|Diabetes Distress Scale|Asthma Control Test
    Asthma Control Questionnaire|Asthma Quality of Life Questionnaire|COPD Assessment Test|George's Respiratory Questionnaire
    Leicester Cough Questionnaire|Eczema Area and Severity Index|Patient-Oriented Eczema Measure|Vancouver Scar Scale
    Bath Ankylosing Spondylitis Disease Activity Index|Systemic Lupus Erythematosus Disease Activity Index
    Ankylosing Spondylitis Disease Activity Score|Juvenile Arthritis Disease Activity Score
    Western Ontario and McMaster Universities Osteoarthritis Index|Western Ontario|Pelvic Floor Distress Inventory
    Pelvic Floor Impact Questionnaire|Appraisal of Guidelines for Research and Evaluation|Consolidated Standards of Reporting Trials
    Strengthening the Reporting of Observational Studies in Epidemiology|Millennium Cohort Study|Million Veteran Program
    Women's Interagency HIV Study|Multi-Ethnic Study of Atherosclerosis|Jackson Heart Study|Rotterdam Study|Whitehall II
    Health and Retirement Study|Behavioral Risk Factor Surveillance System|Youth Risk Behavior Survey|Medical Expenditure Panel Survey
    Demographic and Health Survey|Demographic and Health Surveys|Global Burden of Disease|National Death Index
    Surveillance, Epidemiology, and End Results|Surveillance, Epidemiology and End Results|Vaccine Adverse Event Reporting System
    Merit-Based Incentive Payment System|Mental Health Act|Mental Capacity Act|Endangered Species Act|Clean Air Act|Clean Water Act
    Marine Corps|Air Force|Coast Guard|House of Representatives|House of Lords|House of Commons|Green New Deal|Belt and Road Initiative
    Arab Spring|Roe v Wade|Roe v. Wade|Easter Island|Canary Islands|Rust Belt|Jehovah's Witnesses|Jehovah's Witness
    Human Development Index|Internet of Medical Things|Science Citation Index|Gamma Knife|Pap Smear|Pap Test|Doctor of Nursing Practice
    Getting It Right First Time|Choosing Wisely|Stop the Bleed|Human Microbiome Project|Human Connectome Project|Human Cell Atlas
    Human Protein Atlas|Protein Data Bank|Sequence Read Archive|Systemic Lupus International Collaborating Clinics
    International Myeloma Working Group|Lancet Commission on Global Surgery|Osteoporotic Fractures in Men|Federal Reserve
    European Green Deal|Paris Agreement|Kyoto Protocol|Nagoya Protocol|Montreal Protocol|Geneva Conventions|Treaty of Waitangi
    Bretton Woods|Third World|Global Health Security Agenda|International Health Regulations|President's Emergency Plan for AIDS Relief
"""


def _by_first_word(phrases: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.replace("-", " ").partition(" ")[0], []).append(phrase)
    return found


PHRASES = _by_first_word([line.strip() for line in _PHRASES.strip().replace("\n", "|").split("|")])
"""The phrases by their first word."""
