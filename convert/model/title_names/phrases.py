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
    New World|Old World|Mass General Brigham|Research and Treatment of Cancer|Third Reich|Three Gorges|Three Mile Island|Tour de France|Trail Making Test|Twin Towers|UK Biobank|Union for International Cancer Control
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
"""


def _by_first_word(phrases: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.replace("-", " ").partition(" ")[0], []).append(phrase)
    return found


PHRASES = _by_first_word([line.strip() for line in _PHRASES.strip().replace("\n", "|").split("|")])
"""The phrases by their first word."""
