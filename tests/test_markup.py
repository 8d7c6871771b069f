"""Rich text in plain text, HTML, Markdown and LaTeX; and titles' capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.formats.bibtex.capitals import protect
from convert.formats.latex.read import from_latex
from convert.formats.latex.write import CLOSE, LATEX, OPEN, UNICODE, declarations, to_latex, to_unicode_latex
from convert.model.record import Record
from convert.model.text.markup import PLAIN, SMALL_CAPS, render, to_plain

TAGS = ["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>", SMALL_CAPS, "</span>"]
RICH = st.lists(st.sampled_from([*TAGS, *"a 2<>&{}\\$%#_^~|é≤漢\u0301"])).map("".join)


@pytest.mark.parametrize(
    ("rich", "plain", "latex"),
    [
        ("a < b & c", "a < b & c", r"a {$<$} b \& c"),
        ("<i>E. coli</i>", "E. coli", r"\textit{E. coli}"),
        ("<i>a<b>b</b></i>", "ab", r"\textit{a\textbf{b}}"),
        ("open <i>end", "open <i>end", r"open {$<$}i{$>$}end"),
        ("</sup>x", "</sup>x", r"{$<$}/sup{$>$}x"),
        ("<i>a<b>b</i>", "a<b>b", r"\textit{a{$<$}b{$>$}b}"),
        ("10<sup>−3</sup>", "10⁻³", r"10{$^{-3}$}"),
        ("1<sup>st</sup>", "1st", r"1{$^{\textrm{st}}$}"),
        ("IC<sub>50</sub>", "IC50", r"IC{$_{50}$}"),
        ("T<sub>β</sub>", "Tβ", r"T{$_{\beta}$}"),
        (f"{SMALL_CAPS}l</span>-Dopa", "l-Dopa", r"\textsc{l}-Dopa"),
    ],
)
def test_renderers(rich: str, plain: str, latex: str) -> None:
    assert (to_plain(rich), to_latex(rich)) == (plain, latex)


@given(RICH)
def test_simple_tags_make_no_difference(text: str) -> None:
    assert to_plain(text) == render(text, PLAIN)
    assert to_latex(text) == render(text, LATEX)
    assert to_unicode_latex(text) == render(text, UNICODE)


@given(RICH)
def test_any_text_is_balanced(text: str) -> None:
    for written in (to_latex(text), to_unicode_latex(text)):
        depth = 0
        for character in written:
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0
        assert written.replace(r"\$", "").count("$") % 2 == 0


@pytest.mark.parametrize("text", ["\x03ow", "x\x02ciency", "a\x03b\x02c", "\x04<i>a</i>"])
def test_signs_of_our_own_are_dropped_from_texts(text: str) -> None:
    written = to_latex(text)
    assert written.count("{") == written.count("}")
    assert "{}" not in written


@given(st.characters(exclude_categories=["Cs"]))
def test_any_character_is_spelled_or_kept(character: str) -> None:
    written = to_latex(f"a{character}b")
    assert written.startswith(("a", "{\\"))
    assert written.endswith("b")


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Müller Čapek Đặng", r"M{\"u}ller {\v{C}}apek {\DJ}{\u{{\d{a}}}}ng"),
        ("ß ø Ł æ œ ı", r"{\ss} {\o} {\L } {\ae} {\oe} {\i}"),
        ("α Α Δ φ ϕ µ", r"{$\alpha$} {$\mathrm{A}$} {$\Delta$} {$\varphi$} {$\phi$} {$\mu$}"),
        ("± ≤ × → ° ∞", r"{\textpm} {$\leq$} {\texttimes} {\textrightarrow} {\textdegree} {$\infty$}"),
        ("“a” ‘b’ – — …", r"``a'' `b' -- --- {\textellipsis}"),
        ("10⁻³ H₂O ½ ﬁ Ⅳ", r"10{$^{-3}$} H{$_{2}$}O {\textonehalf} fi IV"),
        ("a\u00a0b\u2009c\u200bd", "a~b cd"),
        ("漢字 ж", "漢字 ж"),
        ("{\\}", r"{\textbraceleft}{\textbackslash}{\textbraceright}"),
    ],
)
def test_spellings(text: str, latex: str) -> None:
    assert to_latex(text) == latex


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("No capitals here", "No capitals here"),
        ("ALS", "[ALS]"),
        ("THE TREATMENT OF LATE DISEASE", "THE TREATMENT OF LATE DISEASE"),
        ("Role of mRNA and pH", "Role of [mRNA] and [pH]"),
        ("Hepatitis A and vitamin D", "Hepatitis [A] and vitamin [D]"),
        ("A trial in Japan: A protocol", "A trial in [Japan]: A protocol"),
        ("T cells? The answer", "T cells? [The] answer"),
        ("Reply to Smith and Jones", "Reply to [Smith] and [Jones]"),
        ("Retraction of Doe, Roe and Tverskin (2006)", "Retraction of [Doe], [Roe] and [Tverskin] (2006)"),
        ("Zika in Brazil: Results", "Zika in [Brazil]: Results"),
        (
            "Survey of Rural Hospitals in Kenya and New Zealand",
            "Survey of Rural Hospitals in [Kenya] and [New] [Zealand]",
        ),
        (
            "Role of Aspergillus fumigatus in Chronic Lung Disease in Adults",
            "Role of [Aspergillus] fumigatus in Chronic Lung Disease in Adults",
        ),
        ("Vitamin A and the Role of a New Drug", "Vitamin [A] and the Role of a New Drug"),
        ("Growth of E. coli: A trial", "Growth of [E. coli]: A trial"),
        ("Loss <i>in vivo</i> of <i>Pten</i>-null mice", "Loss <i>in vivo</i> of [[<i>Pten</i>]]-null mice"),
        ("Anti-TNF in Crohn's disease", "Anti-[TNF] in [Crohn's] disease"),
        ("<i>Drosophila</i> and <i>SOD1</i> by Müller", "<i>Drosophila</i> and [[<i>SOD1</i>]] by [Müller]"),
        ("H<sub>2</sub>O and V<sub>A</sub> in Élan", "H<sub>2</sub>[O] and [V]<sub>A</sub> in [Élan]"),
        ("Deep Learning for Protein Folding With GPUs", "Deep Learning for Protein Folding With [GPUs]"),
    ],
)
def test_capitals(title: str, protected: str) -> None:
    assert protect(Record(title=title)).replace(OPEN, "[").replace(CLOSE, "]") == protected


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (
            "≠ ∉ ≢ ≮ ⌊x⌋ ◊ ●",
            r"{$\neq$} {$\notin$} {$\not\equiv$} {$\not<$} {$\lfloor$}x{$\rfloor$} {$\diamond$} {$\bullet$}",
        ),
        ("ș", "ș"),
    ],
)
def test_signs(text: str, latex: str) -> None:
    assert to_latex(text) == latex
    assert from_latex(latex) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wałęsa, Şahin, ș, – ½", {}),
        ("Nguyễn ạ", {"ạ": r"{\d{a}}", "ễ": r"{\~{\^e}}"}),
        ("ở漢", {"ở": r"o'\raisebox{.9ex}{\tiny ?}"}),
        ("□", {"□": r"\fbox{\rule{0pt}{1ex}}"}),
    ],
)
def test_declarations(text: str, told: dict[str, str]) -> None:
    parts = [
        f"\\expandafter\\gdef\\csname u8:\\detokenize{{{key}}}\\endcsname{{{latex}}}"
        for key, latex in told.items()
    ]
    assert declarations(text) == "".join(parts)
