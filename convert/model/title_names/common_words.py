"""Words that are no names where they stand alone or in a row of such words."""

from functools import cache

_COMMON = """
    abnormal action activity acute adult adults age albino amyloid analysis anemia antiviral aortic apoptosis approach arterial
    arthritis asparaginase asthma atrial bacteria bacterial baroreflex bat bats bisphenol blood body bone boy brain breast caesarean
    cancer carboxymethyl carcinoma cardiac care cases caspase cell cells cesarean chain challenges chemotherapy child children chronic
    coastal colitis comparison complications corona coronary coronavirus cough cytokine day death decapod deficiency dementia dengue
    dependent depression derived detected detection diabetes diagnosis dialysis diosmin disease diseases disorder disorders dose
    dysfunction electron emergency end enzyme enzymes epilepsy epithelial erythematosus estrogen evaluation expression failure fatty
    female fever fibrillation fibrosis fistula flies fly gastric gene genome girl gland glands glucose glycoprotein glycoproteins
    growth health heart hepatitis herpes hormone hospitalised hospitalized human hypertension immune implications incidence induced
    infant infarction infected infections infectious inflammation influence influenza injuries injury insulin intraepithelial isolated
    isothiocyanates ivermectin jellyfish kidney kinase kuruma laherparepvec leishmaniasis lesion lesions leukemia lipid lipidome
    lipids liver lung lupus lymphoma malaria male man management mechanism mechanisms mellitus metabolic metabolism metabolites
    methylation mice microscope mitochondrial mortality muscle muscles mutation mutations myeloma myocardial neonatal neoplasia nerve
    neuron neurons nicotinamide noctule node nodes novel obesity observational ocular old ophthalmicus orthopaedic orthopedic
    orthopedics outcome outcomes oxidative pain pathway pathways patient patients penaeid peptide peptides phase placebo plasma
    pneumonia polymerase pregnancy prevalence primary prognosis prognostic properties prostate protein psoriasis pulmonary quercetin
    randomised randomized rats reaction receptor receptors regression renal respiratory response retrospective riboside risk sclerosis
    seabass seizure seizures sensitivity sepsis septic serum severe shock shrimp signaling signalling simplex skin sleep spike spinal
    stage steroid stroke sulforaphane suppression surgery surgical survival swelling symptom symptoms syndrome systemic talimogene
    technique terminologies tertiary therapies therapy thrill thromboembolism thrombosis thyroid tissue tissues toxicity transmission
    transplantation trauma treatment tuberculosis tumor tumour ulcerative ultrasound urinary urology vaccine vaccines validation valve
    varicella vascular vein venous viral virus viruses visceral vitamin woman women wound year zoonotic zoster
"""
COMMON_WORDS = frozenset(_COMMON.split())


@cache
def frequent_words() -> frozenset[str]:
    """Words that are no names where nothing beside them tells so."""
    from convert.model.title_names.frequent import FREQUENT_WORDS  # noqa: PLC0415  (4,000 words, which few titles need)

    return FREQUENT_WORDS
