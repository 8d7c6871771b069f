"""The order of letters where it isn't that of their code points: of scripts, and of languages (CLDR's collation rules).

https://github.com/unicode-org/cldr/tree/main/common/collation
"""

from typing import Final

CYRILLIC: Final = "а ә б в гѓґ ғ ҕ д ђ ҙ еѐё є ж җ з ѕ иѝ ії й ј кќ қ ҡ ҝ л љ м н ң ҥ њ о ө п р с ҫ т ћ уў ү ұ ф х ҳ һ ц ч ҷ ҹ џ ш щ ъ ы ь э ю я ӏ"
ARABIC: Final = (
    "ء آ أ ؤ إ ئ ا ب پ ة ت ث ج چ ح خ د ذ ر ز ڕ ژ س ش ص ض ط ظ ع غ ف ق ك ک گ ل ڵ م ن ه ہ ۀە و ۆ ى ي ی ێ ے"
)
"""Letters in order; those that stand together count as one."""

TAILORED: Final = {
    "ar": "ء=ا أ=ا ؤ=ا إ=ا ئ=ا آ=اا ة=ت ى=ي ی=ي",
    "az": "ı=h1 x=h2 ç=c~ ə=e~ ğ=g~ q=k~ ö=o~ ş=s~ ü=u~",
    "be ky mn tg tt": "ё=е~ ў=у~",
    "bs hr": "č=c1 ć=c2 dž=d1 đ=d2 lj=l~ nj=n~ š=s~ ž=z~",
    "cs": "č=c~ ch=h~ ř=r~ š=s~ ž=z~",
    "cy": "ch=c~ dd=d~ ff=f~ ng=g~ ll=l~ ph=p~ rh=r~ th=t~",
    "da nb nn no": "đ=d ð=d þ=th ü=y ű=y æ=z1 ä=z1 ø=z2 ö=z2 ő=z2 å=z3 aa=z3",
    "es gl": "ñ=n~",
    "et": "š=s1 z=s2 ž=s3 õ=w1 ä=w2 ö=w3 ü=w4",
    "fa": "ا=آ~ ء=آ~~ أ=آ~~ ؤ=آ~~ إ=آ~~ ئ=آ~~ ک=ك ه=و1 ة=و1 ہ=و1 ی=و2 ي=و2 ى=و2",
    "fi sv": "đ=d ü=y ű=y å=z1 ä=z2 æ=z2 ö=z3 ø=z3 ő=z3 œ=z3",
    "hu": "cs=c~ dzs=d2 dz=d1 gy=g~ ly=l~ ny=n~ ö=o~ ő=o~ sz=s~ ty=t~ ü=u~ ű=u~ zs=z~",
    "is": "á=a~ ð=d~ é=e~ í=i~ ó=o~ ú=u~ ý=y~ þ=z1 æ=z2 ä=z2 ö=z3 ø=z3 å=z4",
    "kk": "ё=е~ і=ы~ ї=ы~",
    "lt": "č=c~ y=i š=s~ ž=z~",
    "lv": "č=c~ ģ=g~ y=i ķ=k~ ļ=l~ ņ=n~ š=s~ ž=z~",
    "mk": "ѓ=ђ~ ќ=ћ~ й=и",
    "pl": "ą=a~ ć=c~ ę=e~ ł=l~ ń=n~ ó=o~ ś=s~ ź=z1 ż=z2",
    "ro": "ă=a1 â=a2 î=i~ ș=s~ ş=s~ ț=t~ ţ=t~",
    "sk": "ä=a~ č=c~ ch=h~ ô=o~ ř=r~ š=s~ ž=z~",
    "sl": "č=c1 ć=c2 đ=d~ š=s~ ž=z~",
    "sq": "ç=c~ dh=d~ ë=e~ gj=g~ ll=l~ nj=n~ rr=r~ sh=s~ th=t~ xh=x~ zh=z~",
    "sr": "й=и",
    "tr": "ı=h~ ç=c~ ğ=g~ ö=o~ ş=s~ ü=u~",
    "uk": "ґ=г~ ї=і~",
}
"""Languages → letters, and what they sort as: ``~`` and numbers stand for places after all words with the letter before them."""

SCRIPTS: Final = {
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Armn": "\u0530-\u058f",
    "Beng": "\u0980-\u09ff",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Geor": "\u10a0-\u10ff",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Hang": "\u1100-\u11ff\uac00-\ud7ff",
    "Hani": "\u2e80-\u303f\u3100-\u9fff",
    "Hebr": "\u0590-\u05ff",
    "Jpan": "A-Za-z\u00aa-\u024f\u2e80-\u9fff",
    "Thai": "\u0e00-\u0e7f",
}
"""Script → its letters, as a range of a regular expression."""

FIRST: Final = {
    "ar fa ps ur": "Arab",
    "be bg kk ky mk mn ru sr tg tt uk": "Cyrl",
    "bn": "Beng",
    "el": "Grek",
    "he yi": "Hebr",
    "hi mr ne sa": "Deva",
    "hy": "Armn",
    "ja": "Jpan",
    "ka": "Geor",
    "ko": "Hang",
    "th": "Thai",
    "zh": "Hani",
}
"""Languages → the script that comes before all others (CLDR's ``reorder``); of any other language it is Latin."""

CHARACTER_SETS: Final = {"ja": "euc_jp", "zh": "gb2312"}
"""Languages → the national character set that lists their common Chinese characters by sound, and the rarer ones by radical."""
