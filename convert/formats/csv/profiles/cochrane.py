"""The Cochrane Library: reviews, and trials of CENTRAL, whose ``PubMed ID`` reads ``PUBMED 21314913``."""

from typing import Final

from convert.formats.csv.names import inverted, split_names
from convert.formats.csv.profile import TRIALS, Column, Profile, keywords, names, other_id
from convert.model.identifiers import parse_pmid

COCHRANE: Final = Profile(
    name="Cochrane",
    known_by=(("CENTRAL ID",), ("Cochrane Review ID",), ("Cochrane Review Group Code", "Title")),
    columns={
        "Title": "title",
        "Author(s)": names(split_names(";", inverted)),
        "Source": "container_title",
        "Year": "year",
        "Abstract": "abstract",
        "Volume": "volume",
        "Issue": "issue",
        "Pages": "page",
        "Publisher": "publisher",
        "ISSN": "ISSN",
        "Database Name": "source_database",
        "PubMed ID": Column("PMID", lambda text: parse_pmid(text.removeprefix("PUBMED "))),
        "CENTRAL ID": other_id("CENTRAL"),
        "Cochrane Review ID": other_id("Cochrane"),
        "Embase ID": Column("other_id", lambda text: other_id("Embase").parse(text.removeprefix("EMBASE "))),
        "CINAHL ID": other_id("CINAHL"),
        "CTgov ID": TRIALS,
        "ICTRP ID": other_id("ICTRP"),
        "Publication Type": "type_words",
        "Keywords": keywords(";"),
        "DOI": "DOI",
        "URL": "URL",
    },
)
