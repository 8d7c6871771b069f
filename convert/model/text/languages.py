"""Codes of languages, as sources spell them → BCP 47 tags."""

from functools import cache

_LANGUAGES = """
    af afr Afrikaans, ar ara Arabic, az aze Azerbaijani, be bel Belarusian, bg bul Bulgarian, bs bos Bosnian, ca cat Catalan, cs cze Czech,
    cy wel Welsh, da dan Danish, de ger German, el gre Greek, en eng English, eo epo Esperanto, es spa Spanish, et est Estonian, eu baq
    Basque, fa per Persian, fi fin Finnish, fr fre French, ga gle Irish, gl glg Galician, he heb Hebrew, hi hin Hindi, hr hrv Croatian, hu
    hun Hungarian, hy arm Armenian, id ind Indonesian, is ice Icelandic, it ita Italian, ja jpn Japanese, ka geo Georgian, kk kaz Kazakh, ko
    kor Korean, ky kir Kyrgyz, la lat Latin, lt lit Lithuanian, lv lav Latvian, mk mac Macedonian, ms may Malay, nb nob Norwegian, nl dut
    Dutch, nn nno Norwegian, no nor Norwegian, pl pol Polish, pt por Portuguese, ro rum Romanian, ru rus Russian, sh hbs Serbo-Croatian, sk
    slo Slovak, sl slv Slovenian, sq alb Albanian, sr srp Serbian, sv swe Swedish, th tha Thai, tr tur Turkish, uk ukr Ukrainian, ur urd
    Urdu, uz uzb Uzbek, vi vie Vietnamese, zh chi Chinese
"""
"""BCP 47's tag, MARC's code (https://www.loc.gov/marc/languages/), which MEDLINE has, and the name of those that articles are in."""
_ROWS = [row.split() for row in _LANGUAGES.split(",")]
_NAMES_BY_TAG = {tag: name for tag, _, name in _ROWS}
LANGUAGE_NAMES = frozenset(_NAMES_BY_TAG.values())
"""The English names of languages."""
_TAGS = {text.lower(): tag for tag, code, name in _ROWS for text in (tag, code, name)}


@cache
def language_tag(language: str) -> str:
    """The shortest BCP 47 tag of a language's code, or of its English name, which other databases write; ``""`` of anything else.

    >>> language_tag("eng"), language_tag("ger"), language_tag("pt-BR"), language_tag("English"), language_tag("JavaScript")
    ('en', 'de', 'pt-BR', 'en', '')
    """
    if tag := _TAGS.get(language.lower()):
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
