"""The name, date and number variables of CSL 1.0.2, Appendix IV."""

from convert.csl.text.marks import words

NAME_VARIABLES = words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)
DATE_VARIABLES = words("accessed available-date event-date issued original-date submitted")
NUMBER_VARIABLES = words(
    """chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume"""
)
