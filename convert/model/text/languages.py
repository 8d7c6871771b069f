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

_NAMES = """
    af Afrikaans, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bs Bosnian, ca Catalan, cs Czech, cy Welsh, da Danish,
    de German, el Greek, en English, eo Esperanto, es Spanish, et Estonian, eu Basque, fa Persian, fi Finnish, fr French,
    ga Irish, gl Galician, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, hy Armenian, id Indonesian, is Icelandic, it Italian,
    ja Japanese, ka Georgian, kk Kazakh, ko Korean, ky Kyrgyz, la Latin, lt Lithuanian, lv Latvian, mk Macedonian, ms Malay,
    nb Norwegian, nl Dutch, nn Norwegian, no Norwegian, pl Polish, pt Portuguese, ro Romanian, ru Russian, sh Serbo-Croatian,
    sk Slovak, sl Slovenian, sq Albanian, sr Serbian, sv Swedish, th Thai, tr Turkish, uk Ukrainian, ur Urdu, uz Uzbek,
    vi Vietnamese, zh Chinese
"""
_NAMES_BY_TAG = dict(pair.split() for pair in _NAMES.split(","))
LANGUAGE_NAMES = frozenset(_NAMES_BY_TAG.values())
"""The English names of languages."""
_TAGS_BY_NAME = {name.lower(): tag for tag, name in _NAMES_BY_TAG.items()}


@cache
def language_tag(language: str) -> str:
    """The shortest BCP 47 tag of a language's code, or of its English name, which other databases write; ``""`` of anything else.

    >>> language_tag("eng"), language_tag("ger"), language_tag("pt-BR"), language_tag("English"), language_tag("JavaScript")
    ('en', 'de', 'pt-BR', 'en', '')
    """
    if tag := _LANGUAGE_TAGS.get(language) or _TAGS_BY_NAME.get(language.lower()):
        return tag
    import langcodes  # noqa: PLC0415  (30 ms that few conversions need)
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        tag = langcodes.standardize_tag(language)
    except LanguageTagError:
        return ""
    return tag if langcodes.tag_is_valid(tag) else ""


def language_name(language: str) -> str:
    """The English name of a language, as NLM's citations have it; ``""`` for one that isn't known here.

    >>> language_name("spa"), language_name("pt-BR"), language_name("mul")
    ('Spanish', 'Portuguese', '')
    """
    return _NAMES_BY_TAG.get(language_tag(language).partition("-")[0], "")
