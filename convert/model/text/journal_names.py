"""What no rule tells of the names of journals: spellings, how a family joins its sections, small words, acronyms."""

from typing import Final

SPELLED: Final = {
    "amia annu symp proc": "AMIA Annual Symposium Proceedings",
    "atten percept psychophys": "Attention, Perception, & Psychophysics",
    "breast": "The Breast",
    "can fam physician": "Canadian Family Physician",
    "cells tissues organs": "Cells Tissues Organs",
    "chemistry": "Chemistry – A European Journal",
    "comp biochem physiol c toxicol pharmacol": "Comparative Biochemistry and Physiology Part C: Toxicology & Pharmacology",
    "conf proc ieee eng med biol soc": (
        "Annual International Conference of the IEEE Engineering in Medicine and Biology Society"
    ),
    "f1000prime rep": "F1000Prime Reports",
    "faseb j": "The FASEB Journal",
    "food chem (oxf)": "Food Chemistry: Molecular Sciences",
    "ieee trans biomed eng": "IEEE Transactions on Biomedical Engineering",
    "j anaesthesiol clin pharmacol": "Journal of Anaesthesiology Clinical Pharmacology",
    "j buon": "Journal of BUON",
    "j immunol": "The Journal of Immunology",
    "j r soc interface": "Journal of the Royal Society Interface",
    "lancet": "The Lancet",
    "nephrol dial transplant": "Nephrology Dialysis Transplantation",
    "neurol neuroimmunol neuroinflamm": "Neurology: Neuroimmunology & Neuroinflammation",
    "pathol res pract": "Pathology – Research and Practice",
    "philos trans a math phys eng sci": (
        "Philosophical Transactions of the Royal Society A: Mathematical, Physical and Engineering Sciences"
    ),
    "philos trans r soc lond b biol sci": "Philosophical Transactions of the Royal Society B: Biological Sciences",
    "plos one": "PLOS ONE",
    "rev esc enferm usp": "Revista da Escola de Enfermagem da USP",
    "proc amia annu fall symp": "Proceedings of the AMIA Annual Fall Symposium",
    "proc amia symp": "AMIA Symposium Proceedings",
    "proc annu symp comput appl med care": (
        "Proceedings of the Annual Symposium on Computer Applications in Medical Care"
    ),
    "proc biol sci": "Proceedings of the Royal Society B: Biological Sciences",
    "proc math phys eng sci": (
        "Proceedings of the Royal Society A: Mathematical, Physical and Engineering Sciences"
    ),
    "scientificworldjournal": "The Scientific World Journal",
}
"""NLM's abbreviation, in lower case → the journal's name, where the entry doesn't have it."""

JOINED: Final = {
    "american journal of physiology": "-",
    "european heart journal": " - ",
    "journal of bone and joint surgery": ", ",
    "journal of king saud university": " - ",
    "lancet regional health": " – ",
    "mutation research": "/",
    "plastic and reconstructive surgery": " – ",
    "proteomics": " – ",
} | dict.fromkeys(
    (
        "applied neuropsychology",
        "biochimica et biophysica acta",
        "circulation",
        "clinical medicine insights",
        "conference proceedings",
        "disability and rehabilitation",
        "environmental science",
        "food chemistry",
        "jacc",
        "journal of experimental psychology",
        "journal of neurosurgery",
        "journal of physics",
        "neuroimage",
        "neurology",
        "veterinary clinics of north america",
        "wiley interdisciplinary reviews",
    ),
    ": ",
)
"""The title of a family of journals, in lower case → what stands between it and a section's; a blank for all others."""

_ALWAYS_SMALL: Final = "a an and at by for from in into of on the van with"
LOWERCASE: Final = frozenset(_ALWAYS_SMALL.split())
"""Words that are small whether an abbreviation has them or not; all others of ``SMALL_WORDS`` have a capital if it has them."""

_OF_OTHER_LANGUAGES: Final = """
    as da das de degli dei del della delle dem den der des di die do dos du e el en et fur för für het i im imeni l la
    las le les los na och og or per to u und ve via voor vs w y za zum zur
"""
SMALL_WORDS: Final = LOWERCASE | frozenset(_OF_OTHER_LANGUAGES.split())
"""Articles, prepositions and conjunctions of the languages that journals have, which are small inside a name."""

GERMAN_WORDS: Final = frozenset(["für", "fur", "zur", "und", "der"])
"""Words that tell a name in German."""

SPELLED_WORDS: Final = {
    "NPJ": "npj",
    "npj": "npj",
    "PLoS": "PLOS",
    "PloS": "PLOS",
    "Chemphyschem": "ChemPhysChem",
    "Chembiochem": "ChemBioChem",
    "bioSystems": "BioSystems",
}
"""A word of NLM's entry → as the journals print it."""

_ACRONYMS: Final = """
    AACN AANA AAPS ABNF ACM ACS AIDS AIP AJNR AJOB AJR ANNA ANZ AORN APMIS ASAIO ASDC ASHA ASN BJA BJOG BJU BMC BMJ CA
    CANNT CMAJ CNS CPT DNA EDTNA EMBO ENT ERCA ESC ESMO EXCLI FASEB FEBS FEMS GM GMS HERD HIV HPB IARC IBRO IEEE IEICE
    II III IMA ISME ISPRS ISRN IUBMB IV JACC JAIDS JAMA JAMIA JBJS JBMR JCI JCO JMIR JNCI JPEN JPGN JPMA MEDICC MMWR
    MRI MRS NAR NATO NEJM NMR NPJ OMICS ORL PDA PET PLOS PMC PNAS QJM RAIRO RAND RMD RNA RSC SAE SAGE SAR SIAM SLAS
    SPIE SSM TAG UK US USA VASA VLDB WHO WIRES XML
"""
ACRONYMS: Final = frozenset(_ACRONYMS.split()) | {"PLOS ONE"}
"""Words that stay in capitals in a name that is all in capitals."""

_ABBREVIATED: Final = """acad am annu assoc biol br chem clin conf dermatol ed endocrinol engl eur exp gastroenterol genet
    gynecol immunol int j jpn microbiol neurol obstet otolaryngol pathol pharmacol physiol proc psychiatr radiol sci soc surg
    symp univ urol"""
ABBREVIATED: Final = frozenset(_ABBREVIATED.split())
"""Tokens of abbreviations that are never whole words, also where the entry doesn't have the word."""
