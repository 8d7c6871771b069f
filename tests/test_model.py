"""The record: each of its fields is a CSL variable, PubMed's own, or about the reading and the writing."""

from typing import Annotated

from msgspec import Struct

from convert.model.fields import CSL_VARIABLES, csl_variables
from convert.model.record import CSL, CSLText, Record

PUBMED = """
    iso_abbreviation ISSN_print ISSN_electronic ISSN_linking nlm_id journal_country pii location_id manuscript_id bookaccession other_id
    investigator personal_name_subject authors_complete mesh supplementary_mesh chemical gene_symbol grant databank
    publication_type other_abstract copyright conflict_of_interest general_note number_of_references space_flight_mission
    citation_subset history date_created date_completed date_revised contribution_date container_date publication_model publication_status
    medline_status medline_owner indexing_method free_full_text citation_text links related
"""
READING = "extra container_title_as_is inferred provenance merged_from source"


def test_every_field_is_a_csl_variable_or_listed_here() -> None:
    """A new field: mark it ``CSL`` if CSL 1.0.2 has it (test_csl_json compares the marks with its schema), or list it above."""
    others = [*PUBMED.split(), *READING.split()]
    assert [field for field in Record.__struct_fields__ if field not in CSL_VARIABLES] == others


class Example(Struct):
    """A record with a field of its own between two variables."""

    title_short: CSLText = ""
    colour: str = ""
    source_database: Annotated[str, CSL("source")] = ""


def test_a_field_between_variables_is_no_variable() -> None:
    assert csl_variables(Example) == {"title_short": "title-short", "source_database": "source"}
