"""PubMed's fixed words in its text forms ↔ the record's values; one table serves reading and writing.

Languages: NLM's list (https://www.nlm.nih.gov/bsd/language_table.html); links: the RefType attribute of PubMed's
DTD; publication types: https://www.nlm.nih.gov/mesh/pubtypes.html.
"""

import re

YEAR = r"(?:1[5-9]|20)\d\d"
"""A year of publication, as a pattern."""

LANGUAGES = {
    "Afrikaans": "afr",
    "Albanian": "alb",
    "Amharic": "amh",
    "Arabic": "ara",
    "Armenian": "arm",
    "Azerbaijani": "aze",
    "Bengali": "ben",
    "Bosnian": "bos",
    "Bulgarian": "bul",
    "Catalan": "cat",
    "Chinese": "chi",
    "Croatian": "hrv",
    "Czech": "cze",
    "Danish": "dan",
    "Dutch": "dut",
    "English": "eng",
    "Esperanto": "epo",
    "Estonian": "est",
    "Finnish": "fin",
    "French": "fre",
    "Georgian": "geo",
    "German": "ger",
    "Greek": "gre",
    "Hebrew": "heb",
    "Hindi": "hin",
    "Hungarian": "hun",
    "Icelandic": "ice",
    "Indonesian": "ind",
    "Italian": "ita",
    "Japanese": "jpn",
    "Kinyarwanda": "kin",
    "Korean": "kor",
    "Latin": "lat",
    "Latvian": "lav",
    "Lithuanian": "lit",
    "Macedonian": "mac",
    "Malay": "may",
    "Malayalam": "mal",
    "Maori": "mao",
    "Multiple languages": "mul",
    "Norwegian": "nor",
    "Persian": "per",
    "Polish": "pol",
    "Portuguese": "por",
    "Pushto": "pus",
    "Romanian": "rum",
    "Russian": "rus",
    "Sanskrit": "san",
    "Scottish Gaelic": "gla",
    "Serbian": "srp",
    "Slovak": "slo",
    "Slovenian": "slv",
    "Spanish": "spa",
    "Swedish": "swe",
    "Thai": "tha",
    "Turkish": "tur",
    "Ukrainian": "ukr",
    "Undetermined language": "und",
    "Urdu": "urd",
    "Vietnamese": "vie",
    "Welsh": "wel",
}
"""PubMed's words ↔ its codes (ISO 639-2/B)."""

LINKS = {
    "Associated data": "AssociatedDataset",
    "Associated publication": "AssociatedPublication",
    "Comment in": "CommentIn",
    "Comment on": "CommentOn",
    "Corrected and republished from": "CorrectedandRepublishedFrom",
    "Corrected and republished in": "CorrectedandRepublishedIn",
    "Erratum for": "ErratumFor",
    "Erratum in": "ErratumIn",
    "Expression of concern for": "ExpressionOfConcernFor",
    "Expression of concern in": "ExpressionOfConcernIn",
    "Original report in": "OriginalReportIn",
    "Partial retraction in": "PartialRetractionIn",
    "Partial retraction of": "PartialRetractionOf",
    "Reprint in": "ReprintIn",
    "Reprint of": "ReprintOf",
    "Republished from": "RepublishedFrom",
    "Republished in": "RepublishedIn",
    "Retracted and republished from": "RetractedandRepublishedFrom",
    "Retracted and republished in": "RetractedandRepublishedIn",
    "Retraction in": "RetractionIn",
    "Retraction of": "RetractionOf",
    "Summary for patients in": "SummaryForPatientsIn",
    "Update in": "UpdateIn",
    "Update of": "UpdateOf",
}
"""The words before a link ↔ its kind, which is PubMed's RefType."""

_PUBLICATION_TYPES = (
    "Biography; Case Reports; Classical Article; Clinical Conference; Clinical Study; Clinical Trial; Clinical Trial, "
    "Phase I; Clinical Trial, Phase II; Clinical Trial, Phase III; Clinical Trial, Phase IV; Comment; Comparative "
    "Study; Consensus Development Conference; Controlled Clinical Trial; Editorial; Evaluation Study; Guideline; "
    "Historical Article; Interview; Introductory Journal Article; Lecture; Letter; Meta-Analysis; Multicenter Study; "
    "News; Observational Study; Portrait; Practice Guideline; Preprint; Pragmatic Clinical Trial; Randomized "
    "Controlled Trial; Retracted Publication; Retraction of Publication; Review; Systematic Review; Technical Report; "
    "Twin Study; Validation Study"
)
PUBLICATION_TYPES = frozenset(_PUBLICATION_TYPES.split("; "))
"""The types that PubMed prints at the end of a citation, or before the journal at the top of a page."""

STATUS = {
    "Indexed for MEDLINE": "MEDLINE",
    "PubMed - indexed for MEDLINE": "MEDLINE",
    "PubMed - in process": "In-Process",
    "PubMed - as supplied by publisher": "Publisher",
    "PubMed": "PubMed-not-MEDLINE",
    "MEDLINE record in process": "In-Process",
    "Record as supplied by publisher": "Publisher",
}
"""The words in brackets after a PMID (before 2005 on a line of their own) → MEDLINE's STAT. Only read."""

KNOWN_LABEL = re.compile(
    r"(?:aims?|backgrounds?|conclusions?|context|designs?|discussions?|findings?|importance|interpretation"
    r"|interventions?|introduction|main|materials?|measurements?|methods?|methodology|objectives?|outcomes?"
    r"|participants|patients|purposes?|rationale|results?|settings?|significance|study|subjects|summary|trial)\b",
    re.IGNORECASE,
)
"""The beginning of an abstract's label that is not in capitals."""
