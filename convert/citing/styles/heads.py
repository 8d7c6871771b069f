"""The head of a style, its ``info`` element above all → what is known of it before it is compiled."""

import html
import re

from msgspec import Struct

_ID = re.compile(r"<id\b[^<>]*>\s*([^<\s]+)\s*<")
_TITLE = re.compile(r"<title(?:-short)?\b[^<>]*>([^<]+)<")
_FIELD = re.compile(r'<category\b[^<>]*\bfield="([^"]+)"')
_PARENT = re.compile(
    r"""<link\b(?=[^<>]*\brel=["']independent-parent["'])[^<>]*\bhref=["'](?:[^"']*/)?([^"'/]+)/?["']"""
)
_LOCALE = re.compile(r"""<style\b[^<>]*\bdefault-locale=["']([^"']+)""")


class StyleInfo(Struct, frozen=True, omit_defaults=True):
    """The metadata of a style."""

    name: str
    title: str
    title_short: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    """The independent style of a dependent one."""
    locale: str = ""
    """Its ``default-locale``."""
    aliases: tuple[str, ...] = ()
    """Former names."""


def parse_head(name: str, head: str, aliases: tuple[str, ...] = ()) -> StyleInfo:
    """The metadata that the beginning of a style's file has."""
    title, short = (*map(html.unescape, _TITLE.findall(head)[:2]), "", "")[:2]
    parent, locale = _PARENT.search(head), _LOCALE.search(head)
    return StyleInfo(
        name,
        title or name,
        short,
        tuple(_FIELD.findall(head)),
        parent[1] if parent else "",
        locale[1] if locale else "",
        aliases,
    )


def parse_id(head: str) -> str:
    """The address by which other programs know a style; empty if it says none."""
    found = _ID.search(head)
    return html.unescape(found[1]) if found else ""
