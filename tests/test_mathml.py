import pytest
from lxml import etree

from convert.formats.pubmed_xml.mathml import mathml_text

# MathML inside <math>, without its namespace, and the text that it becomes
TEXTS = {
    "<msub><mi>η</mi><mi>p</mi></msub>": "η<sub>p</sub>",
    "<msubsup><mi>SO</mi><mn>4</mn><mrow><mn>2</mn><mo>-</mo></mrow></msubsup>": "SO<sub>4</sub><sup>2-</sup>",
    "<msup><mrow/><mo>∗</mo></msup>": "<sup>∗</sup>",
    "<msup><mi>f</mi><mo>'</mo></msup>": "f'",
    "<mi>p</mi><mo>&lt;</mo><mn>0.05</mn>": "p < 0.05",
    "<mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow>": "(a+b)",
    "<mover><mi>V</mi><mo>˙</mo></mover>": "V̇",
    "<mover><mrow><mi>x</mi></mrow><mo>¯</mo></mover>": "x̄",
    "<mover><mi>a</mi><mtext>def</mtext></mover>": "a<sup>def</sup>",
    "<munder><mo>lim</mo><mi>n</mi></munder>": "lim<sub>n</sub>",
    "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>": "∑<sub>i</sub><sup>n</sup>",
    "<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>": "a/(b+1)",
    "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>": "√(x+1)",
    "<mroot><mi>x</mi><mn>3</mn></mroot>": "<sup>3</sup>√x",
    "<mfenced><mi>x</mi><mi>y</mi></mfenced>": "(x,y)",
    '<mfenced open="[" close="]" separators=";|"><mi>x</mi><mi>y</mi><mi>z</mi></mfenced>': "[x;y|z]",
    "<mmultiscripts><mi>C</mi><mn>1</mn><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>": (
        "<sub>6</sub><sup>14</sup>C<sub>1</sub>"
    ),
    "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>": "1, 2; 3",
    "<mtext>two words</mtext><mspace/><mi>x</mi>": "two words x",
    "<apply><in/><ci>x</ci><complexes/></apply>": "∈xℂ",
    "<mi>x</mi> \n <mi>y</mi>": "xy",
    "": "",
}


@pytest.mark.parametrize(("inner", "expected"), TEXTS.items())
@pytest.mark.parametrize(
    "wrapped", ["<math>{}</math>", '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>']
)
def test_mathml_becomes_text(inner: str, expected: str, wrapped: str) -> None:
    assert mathml_text(etree.fromstring(wrapped.format(inner))) == expected
