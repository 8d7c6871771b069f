"""The elements, attributes and codes of PubMed's XML ↔ the fields of a record, for reading and for writing.

Each table of elements stands in the DTD's order, in which they are written. What only old files hold is in ``table``.
https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd
"""

from typing import Final

CITATION: Final = {"Status": "medline_status", "Owner": "medline_owner", "IndexingMethod": "indexing_method"}
"""Attributes of MedlineCitation."""

DATES: Final = {
    "DateCompleted": "date_completed",
    "DateRevised": "date_revised",
    "ArticleDate": "available_date",
    "ContributionDate": "contribution_date",
}

ISSN_TYPES: Final = {"Print": "ISSN_print", "Electronic": "ISSN_electronic"}
"""ISSN/@IssnType."""

MEDIA: Final = {"Print": "ISSN_print", "Internet": "ISSN_electronic"}
"""JournalIssue/@CitedMedium ↔ the ISSN of that medium."""

JOURNAL: Final = {"Title": "container_title", "ISOAbbreviation": "iso_abbreviation"}
"""What follows JournalIssue."""

JOURNAL_INFO: Final = {
    "Country": "journal_country",
    "MedlineTA": "container_title_short",
    "NlmUniqueID": "nlm_id",
    "ISSNLinking": "ISSN_linking",
}

PEOPLE: Final = {
    "author": ("AuthorList", "Author"),
    "investigator": ("InvestigatorList", "Investigator"),
    "personal_name_subject": ("PersonalNameSubjectList", "PersonalNameSubject"),
}
"""Field → the list of people, and its items."""

NAME: Final = {"LastName": "family", "ForeName": "given", "Initials": "initials", "Suffix": "suffix"}

GRANT: Final = {"GrantID": "id", "Acronym": "acronym", "Agency": "agency", "Country": "country"}

LINK: Final = {"RefSource": "citation", "PMID": "PMID", "Note": "note"}
"""CommentsCorrections, whose @RefType is the link's kind."""

UI: Final = {"UI": "UI"}
"""The attribute of PublicationType and NameOfSubstance."""

QUALIFIER: Final = {**UI, "MajorTopicYN": "major"}
"""Attributes of QualifierName."""

HEADING: Final = {**QUALIFIER, "Type": "type"}
"""Attributes of DescriptorName."""

SUPPLEMENTARY: Final = {"Type": "type", "UI": "UI"}
"""Attributes of SupplMeshName."""

PUBLISHER: Final = {"PublisherName": "publisher", "PublisherLocation": "publisher_place"}

LISTED_IDS: Final = {
    "pubmed": "PMID",
    "mid": "manuscript_id",
    "pmc": "PMCID",
    "doi": "DOI",
    "pii": "pii",
    "bookaccession": "bookaccession",
}
"""ArticleId/@IdType; any other is in ``other_id``."""

INLINE: Final = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "sc": ('<span style="font-variant:small-caps;">', "</span>"),
}
"""Inline markup that CSL has too; other markup is dropped and its text kept. ``sc`` is read but not written: the DTD lacks it."""

IMPLIED: Final = frozenset(
    {
        ("CompleteYN", "Y"),
        ("DateType", "Electronic"),
        ("Type", "authors"),
        ("Type", "editors"),
        ("ValidYN", "Y"),
        ("Version", "1"),
    }
)
"""Attributes with the value that they have unless said otherwise, or that the record shows in another way."""
