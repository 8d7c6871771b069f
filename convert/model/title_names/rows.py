"""Rows of words with capitals in titles in sentence case: names, or common words that have capitals by a slip."""

import re

from convert.model.notices import says_what_it_is
from convert.model.text.proper_names import NAMES, ORGANISATIONS
from convert.model.title_names import Title, Token

_COMMON = """abnormal acute adult adults age anemia aortic arterial arthritis asthma atrial blood body bone boy brain breast
    cancer carcinoma cardiac care cell cells cesarean chain child children chronic colitis coronary coronavirus cough day
    death deficiency dementia dengue depression diabetes dialysis disease diseases disorder disorders emergency end epilepsy
    erythematosus failure fatty female fever fibrillation fibrosis gene genome girl health heart hepatitis herpes human
    hypertension immune infant infarction infections infectious influenza injuries injury insulin kidney leukemia liver lung
    lupus lymphoma malaria male man mellitus myeloma myocardial neonatal nerve nicotinamide novel obesity ocular old
    ophthalmicus pain patients pneumonia polymerase pregnancy prostate protein psoriasis pulmonary quercetin reaction renal
    respiratory riboside risk sclerosis sepsis septic serum severe shock shrimp simplex skin sleep spinal stage stroke surgery
    surgical syndrome thromboembolism thrombosis thyroid transplantation trauma tuberculosis tumor tumour ulcerative urinary
    vaccine vaccines valve varicella vascular vein venous viral virus viruses vitamin woman women year zoster"""
COMMON_WORDS = frozenset(_COMMON.split())
"""Words that are no names where they stand alone or in a row of such words."""
_BORDERS = ("", *":.?!—")
_BEFORE = re.compile(r"(?<!\S)([A-Z][\w'’-]*) (?:(?:of|for|and|the) )*\Z")
_AFTER = re.compile(r" (?:(?:of|for|and|the) )*[A-Z][\w'’-]*")
_CAPITALISED = re.compile(r"\b[A-Z]\w*")
_BEFORE_IN = re.compile(r"\b[A-Z][a-z]+ in \Z")
"""A row that goes on: ``Open Trials in Health``."""


def row_of(text: str, token: Token) -> tuple[int, int]:
    """The beginning and end of the row of words with capitals that a word is in, without the first word of a part."""
    start, end = token.start, token.end
    while (row := _BEFORE.search(text, 0, start)) and text[: row.start(1)].rstrip()[-1:] not in _BORDERS:
        start = row.start(1)  # the first word of a part has a capital in any case
    while row := _AFTER.match(text, end):
        end = row.end()
    return start, end


def is_common_row(title: Title, token: Token) -> bool:
    """Whether a word with a capital is one of a row of common ones, which a title in sentence case has by a slip.

    >>> from convert.model.record import Record
    >>> record = Record(title="Coins with Herpes Simplex Virus by the Acute Kidney Injury Network")
    >>> tokens = [Token(11, 17, "Herpes", ""), Token(39, 44, "Acute", "")]
    >>> [is_common_row(Title(record, tokens, is_headline=False), token) for token in tokens]
    [True, False]
    """
    text = title.record.title
    is_phrase = _LATIN_PHRASE.match(text, token.start)
    if not is_phrase and token.text.lower() not in COMMON_WORDS and not _NEVER_NAMES.search(token.text):
        return False
    if text[token.start - 1] in _OPENING or text[token.start - 2] in ".-" or text.startswith(".", token.end):
        return False
    if (
        token.text in ORGANISATIONS
        or token.text == title.record.container_title
        or says_what_it_is(title.record)
    ):
        return False
    if is_phrase:
        return True
    start, end = row_of(text, token)
    if (before := _BEFORE_IN.search(text, 0, start)) and before.start():
        return False
    row = _CAPITALISED.findall(text, start, end)
    return len(row) == 1 or all(word.lower() in COMMON_WORDS or word in NAMES for word in row)


_LATIN_PHRASE = re.compile(r"(?:De|Ex|In)[- ](?:novo|silico|situ|vitro|vivo)\b")
_OPENING = "\"“‘'(["
_NEVER_NAMES = re.compile(r"^[A-Z][a-z]+(?:tion|ment|logy|ness|mab|nib|statin|vir|virus|viruses)$")
"""Words that are names only in a row of others."""
