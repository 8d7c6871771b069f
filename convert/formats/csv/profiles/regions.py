"""BVS (LILACS and others) and SciELO, whose ``Source`` is a citation; ClinicalTrials.gov, whose sponsor stands for the author."""

from typing import Final

from convert.formats.csv.names import inverted, pairs, split_names
from convert.formats.csv.profile import TRIALS, Column, Profile, keywords, names, other_id, place
from convert.model.record import Name

BVS: Final = Profile(
    name="BVS",
    known_by=(("Descriptor(s)", "Title"),),
    columns={
        "ID": Column(
            "*", lambda text: {"PMID": text.removeprefix("mdl-")} if text.startswith("mdl-") else {"id": text}
        ),
        "Title": "title",
        "Authors": names(split_names(";", inverted)),
        "Journal": "container_title",
        "Source": place(
            r".*?;\s*(?P<volume>[^(:;]*?)\s*(?:\((?P<issue>[^)]*)\))?(?:: (?P<page>[^,]*?))?, (?P<issued>\d{4}[^.;]*)"
        ),
        "Publication year": "year",
        "Volume number": "volume",
        "Issue number": "issue",
        "Database": "source_database",
        "Type": "type_words",
        "Language": "language",
        "Descriptor(s)": keywords(";", "DeCS"),
        "Keyword(s)": keywords(";", "NOTNLM"),
        "Publication Country": "journal_country",
        "Fulltext URL": "URL",
        "Abstract": "abstract",
        "DOI": "DOI",
        "ISSN": "ISSN",
        "PMCID": "PMCID",
        "Accession number": other_id("accession number"),
    },
)

SCIELO: Final = Profile(
    name="SciELO",
    known_by=(("Author(s)", "Source", "Language(s)", "Journal"),),
    columns={
        "Title": "title",
        "Author(s)": names(pairs),
        "Journal": "container_title",
        "Source": place(r".*;\s*(?P<volume>[^(;]*)\((?P<issue>[^)]*)\)(?:;\s*(?P<page>[^;]*\d[^;]*))?"),
        "Publication year": "year",
        "Language(s)": "language",
        "ID": other_id("SciELO"),
        "Fulltext URL": "URL",
    },
    inferred={"author": "commas part the names as well as their parts"},
)


CLINICAL_TRIALS: Final = Profile(
    name="ClinicalTrials.gov",
    known_by=(("NCT Number", "Study Title"), ("NCT Number", "Title")),
    columns={
        "NCT Number": TRIALS,
        "Study Title": "title",
        "Title": "title",
        "Acronym": "title_short",
        "Study URL": "URL",
        "URL": "URL",
        "Brief Summary": "abstract",
        "Conditions": keywords("|"),
        "Interventions": keywords("|"),
        "Sponsor": Column("author", lambda text: [Name(literal=text)]),
        "Sponsor/Collaborators": Column(
            "author", lambda text: [Name(literal=part) for part in text.split("|")]
        ),
        "First Posted": "issued",
    },
    type="dataset",
)
