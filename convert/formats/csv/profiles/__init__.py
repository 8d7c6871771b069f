"""The tables of databases and programs, those whose headers say most first; to add one, see CONTRIBUTING.

Which columns they have: their exports and documentation, and what readers of them in public programs expect.
"""

from typing import Final

from convert.formats.csv.profile import Profile
from convert.formats.csv.profiles import (
    citation_indexes,
    cochrane,
    common,
    embase,
    hosts,
    managers,
    publishers,
    regions,
    scopus,
    screening,
    web_of_science,
)

COMMON: Final = common.COMMON
CHOSEN: Final = common.CHOSEN
EMBASE_VERTICAL: Final = embase.EMBASE

PROFILES: Final[tuple[Profile, ...]] = (
    common.OURS,
    common.PUBMED,
    web_of_science.BIBLIOMETRIX,
    scopus.SCOPUS,
    embase.EMBASE,
    web_of_science.WEB_OF_SCIENCE,
    cochrane.COCHRANE,
    citation_indexes.LENS,
    citation_indexes.DIMENSIONS,
    citation_indexes.OPENALEX,
    hosts.EBSCO,
    hosts.PROQUEST,
    screening.COVIDENCE,
    screening.RAYYAN,
    screening.ABSTRACKR,
    managers.REFWORKS,
    managers.JABREF,
    managers.ZOTERO,
    publishers.IEEE,
    publishers.SPRINGER,
    publishers.PUBLISH_OR_PERISH,
    publishers.GOOGLE_SCHOLAR,
    regions.BVS,
    regions.SCIELO,
    regions.CLINICAL_TRIALS,
)
"""The first that knows a header is taken."""
