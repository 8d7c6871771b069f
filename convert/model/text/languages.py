"""Codes of languages, as sources spell them → BCP 47 tags."""

from functools import cache

_LANGUAGE_TAGS = {
    "chi": "zh",
    "dut": "nl",
    "eng": "en",
    "fre": "fr",
    "ger": "de",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "pol": "pl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
}
"""The languages of 99 in 100 articles, for which langcodes need not be imported."""


@cache
def language_tag(language: str) -> str:
    """The shortest BCP 47 tag of a language code; ``""`` if it is no code.

    >>> language_tag("eng"), language_tag("ger"), language_tag("pt-BR"), language_tag("English")
    ('en', 'de', 'pt-BR', '')
    """
    if tag := _LANGUAGE_TAGS.get(language):
        return tag
    import langcodes  # noqa: PLC0415  (30 ms that few conversions need)
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        tag = langcodes.standardize_tag(language)
    except LanguageTagError:
        return ""
    return tag if langcodes.tag_is_valid(tag) else ""
