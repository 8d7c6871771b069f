"""The names of journals: NLM's entry and abbreviation → the name that the journal prints, in all formats but NLM's own."""

import io

import pytest

from convert.changes.choices import Choices, apply
from convert.citing.bibliography import bibliography
from convert.formats import get_reader, get_writer
from convert.model.record import Date, Name, Record
from convert.model.text.journals import add_full_stops, printed_name
from convert.streams.problems import silent

NAMES = """
AIDS (London, England) | AIDS | AIDS
AJNR. American journal of neuroradiology | AJNR Am J Neuroradiol | American Journal of Neuroradiology
AMIA ... Annual Symposium proceedings. AMIA Symposium | AMIA Annu Symp Proc | AMIA Annual Symposium Proceedings
Acta crystallographica. Section A, Foundations of crystallography | Acta Crystallogr A | Acta Crystallographica Section A: Foundations of Crystallography
American journal of physiology. Cell physiology | Am J Physiol Cell Physiol | American Journal of Physiology-Cell Physiology
Angewandte Chemie (International ed. in English) | Angew Chem Int Ed Engl | Angewandte Chemie International Edition
Antonie van Leeuwenhoek | Antonie Van Leeuwenhoek | Antonie van Leeuwenhoek
Applied neuropsychology. Adult | Appl Neuropsychol Adult | Applied Neuropsychology: Adult
Arerugi = [Allergy] | Arerugi | Arerugi
BMJ (Clinical research ed.) | BMJ | BMJ
Biochimica et biophysica acta. Proteins and proteomics | Biochim Biophys Acta Proteins Proteom | Biochimica et Biophysica Acta: Proteins and Proteomics
Clinica chimica acta; international journal of clinical chemistry | Clin Chim Acta | Clinica Chimica Acta
Clinical cancer research : an official journal of the American Association for Cancer Research | Clin Cancer Res | Clinical Cancer Research
Colloids and surfaces. B, Biointerfaces | Colloids Surf B Biointerfaces | Colloids and Surfaces B: Biointerfaces
Current biology : CB | Curr Biol | Current Biology
Cytometry. Part A : the journal of the International Society for Analytical Cytology | Cytometry A | Cytometry Part A
European journal of biochemistry / FEBS | Eur J Biochem | European Journal of Biochemistry
Frontiers in bioscience (Landmark edition) | Front Biosci (Landmark Ed) | Frontiers in Bioscience (Landmark Edition)
Gan to kagaku ryoho. Cancer & chemotherapy | Gan To Kagaku Ryoho | Gan To Kagaku Ryoho
Hemodialysis international. International Symposium on Home Hemodialysis | Hemodial Int | Hemodialysis International
JACC. Heart failure | JACC Heart Fail | JACC: Heart Failure
JPMA. The Journal of the Pakistan Medical Association | J Pak Med Assoc | The Journal of the Pakistan Medical Association
Journal of experimental zoology. Part A, Ecological and integrative physiology | J Exp Zool A Ecol Integr Physiol | Journal of Experimental Zoology Part A: Ecological and Integrative Physiology
JAMA otolaryngology-- head & neck surgery | JAMA Otolaryngol Head Neck Surg | JAMA Otolaryngology–Head & Neck Surgery
Lancet (London, England) | Lancet | The Lancet
Medinfo. MEDINFO | Medinfo | Medinfo
NPJ digital medicine | NPJ Digit Med | npj Digital Medicine
Nephron. Clinical practice | Nephron Clin Pract | Nephron Clinical Practice
Nuklearmedizin. Nuclear medicine | Nuklearmedizin | Nuklearmedizin
Physical review. E, Statistical, nonlinear, and soft matter physics | Phys Rev E Stat Nonlin Soft Matter Phys | Physical Review E: Statistical, Nonlinear, and Soft Matter Physics
Physiotherapy Canada. Physiotherapie Canada | Physiother Can | Physiotherapy Canada
PloS one | PLoS One | PLOS ONE
Proceedings. Biological sciences | Proc Biol Sci | Proceedings of the Royal Society B: Biological Sciences
Revista espanola de cardiologia (English ed.) | Rev Esp Cardiol (Engl Ed) | Revista Espanola de Cardiologia (English Edition)
Telemedicine journal and e-health : the official journal of the American Telemedicine Association | Telemed J E Health | Telemedicine Journal and e-Health
The Lancet regional health. Europe | Lancet Reg Health Eur | The Lancet Regional Health – Europe
The Veterinary clinics of North America. Small animal practice | Vet Clin North Am Small Anim Pract | The Veterinary Clinics of North America: Small Animal Practice
Zhurnal nevrologii i psikhiatrii imeni S.S. Korsakova | Zh Nevrol Psikhiatr Im S S Korsakova | Zhurnal Nevrologii i Psikhiatrii imeni S.S. Korsakova
[Kango kyoiku] Japanese journal of nurses' education | Kango Kyoiku | Kango Kyoiku
bioRxiv : the preprint server for biology | bioRxiv | bioRxiv
eLife | Elife | eLife
Journal of Invention: Theory and Practice | J. Invent. | Journal of Invention: Theory and Practice
Annalen der Erfindung | | Annalen der Erfindung
BMC CANCER | | BMC Cancer
JOURNAL OF CLINICAL ONCOLOGY | J CLIN ONCOL | Journal of Clinical Oncology
LANCET NEUROLOGY | | Lancet Neurology
NATURE | NATURE | Nature
APMIS | APMIS | APMIS
PLOS ONE | | PLOS ONE
"""
"""NLM's entry | NLM's abbreviation | the name that is printed."""


@pytest.mark.parametrize("line", NAMES.strip().split("\n"))
def test_a_journal_is_named_as_it_prints_its_name(line: str) -> None:
    entry, abbreviation, name = (part.strip() for part in line.split(" | " if " | | " not in line else "|"))
    assert printed_name(entry, abbreviation) == name
    if "Section A" not in name:
        assert printed_name(name, abbreviation) == name


@pytest.mark.parametrize(
    ("abbreviation", "title", "dotted"),
    [
        (
            "J Tissue Eng Regen Med",
            "Journal of tissue engineering and regenerative medicine",
            "J. Tissue Eng. Regen. Med.",
        ),
        ("N Engl J Med", "The New England journal of medicine", "N. Engl. J. Med."),
        ("Drugs R D", "Drugs in R&D", "Drugs R. D."),
        ("Phys Rev E", "Physical review. E", "Phys. Rev. E"),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the United States of America",
            "Proc. Natl. Acad. Sci. U. S. A.",
        ),
        (
            "Hepatobiliary Pancreat Dis Int",
            "Hepatobiliary & pancreatic diseases international : HBPD INT",
            "Hepatobiliary Pancreat. Dis. Int.",
        ),
        ("Rev Cardiotorac", "Revista cardio-toracica", "Rev. Cardiotorac."),
        ("Curr. Biol.", "Current Biology", "Curr. Biol."),
    ],
)
def test_full_stops_of_iso_4(abbreviation: str, title: str, dotted: str) -> None:
    assert add_full_stops(abbreviation, title) == dotted


def article() -> Record:
    return Record(
        type="article-journal",
        title="Coins",
        author=[Name("Doe", "Jane", initials="J")],
        container_title="Heart reviews. Coins (London, England) : official journal of the Coin Society",
        container_title_short="Heart Rev Coins (Lond)",
        issued=Date(2020),
        volume="3",
        page="1-9",
        PMID="1",
    )


def written(to: str, journal: str = "printed") -> str:
    out = io.StringIO(newline="")
    get_writer(to).write(apply([article()], Choices(journal=journal).changes(silent)), out)  # type: ignore[arg-type]
    return out.getvalue()


OTHERS = "bibtex biblatex ris enw endnote-xml csl-json csv tsv mods bibliography"


@pytest.mark.parametrize("to", OTHERS.split())
def test_all_formats_but_nlms_have_the_printed_name(to: str) -> None:
    assert "Heart Reviews Coins" in written(to)
    assert "official journal of the Coin Society" not in written(to)
    assert "heart reviews. coins (london, england): official" in written(to, "nlm").lower()


@pytest.mark.parametrize("to", ["medline", "pubmed-xml", "jsonl"])
@pytest.mark.parametrize("journal", ["printed", "nlm"])
def test_nlms_formats_have_its_entry(to: str, journal: str) -> None:
    assert article().container_title in written(to, journal).replace("\r\n      ", " ").replace(
        "\n      ", " "
    )


@pytest.mark.parametrize(
    ("journal", "name"), [("abbreviation", "Heart Rev Coins (Lond)"), ("iso", "Heart Rev. Coins")]
)
def test_an_abbreviation_that_was_chosen_is_not_changed(journal: str, name: str) -> None:
    assert f"T2  - {name}\r\n" in written("ris", journal)


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("vancouver", "Heart Rev Coins (Lond)"),
        ("nature", "Heart Rev. Coins 3"),
        ("apa", "Heart Reviews Coins, 3"),
    ],
)
def test_a_style_abbreviates_as_its_readers_do(style: str, name: str) -> None:
    assert name in bibliography([article()], style)[0]


def test_csl_json_comes_back_with_nothing_in_extra() -> None:
    (record,) = get_reader("csl-json").read(io.BytesIO(written("csl-json").encode()), warn=silent)
    assert (record.container_title, record.container_title_short) == (
        "Heart Reviews Coins",
        "Heart Rev. Coins",
    )
    assert record.extra == {}
