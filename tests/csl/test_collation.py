"""Words of a language in its order, as ICU puts them."""

import pytest

from convert.csl.sorting.collation import collation_key

ORDERED = {
    "ar": "آدم إبراهيم أحمد علي محمد يوسف Smith",
    "be": "Ель Ёрш Іван Урал Ўжо",
    "bg": "Иванов Ъгъл Яна Smith",
    "cs": "Capek Czz Čapek Da Hora Chalupa Ihned Rzz Řeka Szz Š Zak",
    "da": "Abe Lund Mylius Müller Thy Zoe Ærø Øre Åbo Aalborg",
    "de": "Apfel Äpfel-B Mueller Müllers Zz",
    "el": "Άλφα Παπα Ωμέγα Smith",
    "es": "Chico Cz Llano Lz Nz Ñu",
    "et": "Sz Šaar Zoe Žanna Ta Vz Õun Ülle Xe",
    "fa": "آدم امین پری کریم گلی وحید هادی یزدی Smith",
    "fi": "Müller Vahl Wahl Zoe Åbo Ähn Öst",
    "he": "אבן כהן לוי Smith",
    "hr": "Czz Čapek Ćosić Dz Dzz Dž Đorđe Lz Ljub Nz Nj Š",
    "hu": "Cz Csaba Gz Gyula Ozz Őz Uz Üz",
    "is": "Az Ás Dz Ða Þa Æa Öa",
    "ja": "Smith Zhang アン たなか 王 佐藤 山田 渡辺 Яков",
    "kk": "Ель Ёл Ыл Іл",
    "lt": "Cz Ča Ia Yb Iz Ša",
    "lv": "Cz Ča Gz Ģa Ia Yb Ja Kz Ķa",
    "mk": "Ђа Ѓа Ћа Ќа",
    "nb": "Zoe Ærø Øre Åbo Aasen",
    "pl": "Azz Ąbc Czz Ćma Lzz Łukasz Zzz Źle Żle",
    "ro": "Az Ăb Âc Iz În Sz Șa Tz Țu",
    "ru": "123 Ёлкин Жук Иванов Йод Щука Яков Abe Smith",
    "sk": "Az Äa Cz Ča Hz Cha Oz Ôa",
    "sl": "Cz Ča Ćo Dz Đa",
    "sr": "Ђа Еа Иа Јован Ља Smith",
    "sv": "Mylius Müller Zoe Åbo Ähn Ærø Öst",
    "tr": "Czz Çam Gz Ğa Irmak İnan Oz Öa Sz Şah",
    "uk": "Гава Ґава Ель Єва Іван Їжак Щур Юрій Smith",
    "zh": "陈 李 欧阳 王 张 赵 Smith Яков",
}
"""Language → words in order, those of its own script first."""


@pytest.mark.parametrize("lang", ORDERED)
def test_order_of_a_language(lang: str) -> None:
    words = ORDERED[lang].split()
    mixed = words[::-1]
    assert sorted(mixed, key=lambda word: collation_key(word, lang)) == words


def test_another_language_has_latin_first() -> None:
    words = ["10 x", "Ångström", "Zoe", "Яков", "王"]
    mixed = words[::-1]
    assert sorted(mixed, key=collation_key) == words
