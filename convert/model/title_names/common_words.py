"""Words that are no names where they stand alone or in a row of such words."""

_COMMON = """
    abnormal acute adult adults age amyloid analysis anemia antiviral aortic apoptosis arterial arthritis asthma atrial bacteria
    bacterial bat bats blood body bone boy brain breast cancer carcinoma cardiac care caspase cell cells cesarean chain chemotherapy
    child children chronic colitis coronary coronavirus cough cytokine day death deficiency dementia dengue dependent depression
    derived detected detection diabetes diagnosis dialysis disease diseases disorder disorders dose electron emergency end enzyme
    enzymes epilepsy epithelial erythematosus estrogen expression failure fatty female fever fibrillation fibrosis fistula gastric
    gene genome girl gland glands glucose glycoprotein glycoproteins growth health heart hepatitis herpes hormone hospitalised
    hospitalized human hypertension immune induced infant infarction infected infections infectious inflammation influenza injuries
    injury insulin isolated kidney kinase leishmaniasis lesion lesions leukemia lipid lipids liver lung lupus lymphoma malaria male
    man mellitus metabolic metabolism metabolites methylation microscope mitochondrial mortality muscle mutation mutations myeloma
    myocardial neonatal nerve neuron neurons nicotinamide node nodes novel obesity observational ocular old ophthalmicus oxidative
    pain patient patients penaeid peptide peptides phase placebo plasma pneumonia polymerase pregnancy primary prognosis prognostic
    prostate protein psoriasis pulmonary quercetin randomised randomized reaction receptor receptors renal respiratory response
    retrospective riboside risk sclerosis seizure seizures sepsis septic serum severe shock shrimp signaling signalling simplex skin
    sleep spinal stage steroid stroke surgery surgical survival swelling symptom symptoms syndrome systemic therapies therapy thrill
    thromboembolism thrombosis thyroid tissue tissues toxicity transmission transplantation trauma treatment tuberculosis tumor tumour
    ulcerative ultrasound urinary vaccine vaccines valve varicella vascular vein venous viral virus viruses visceral vitamin woman
    women wound year zoonotic zoster
"""
COMMON_WORDS = frozenset(_COMMON.split())
