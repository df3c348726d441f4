"""Stories that are hard to set: wide tables, long names, three scripts."""

from typing import Any

_TABLE = """The districts counted their flats, and what a square metre costs in them.

| District | Flats | Sold | Rent a month | Change | A square metre | Owners' association |
|:---------|------:|-----:|-------------:|-------:|---------------:|---------------------|
| Nicosia, within the walls and without | 97,712 | 12,038 | €1,112.40 | −3.5% | €2,412 | None |
| Limassol | 88,304 | 9,771 | €1,640.00 | +11.2% | €3,907 | Since 1974 |
| Paphos | 41,007 | 3,400 | €980.75 | +0.4% | €2,110 | Three of them |

More text follows the table, as it does in a newspaper, and the next table is plain HTML.
"""
_PARTS = ("What the engineers knew", "A letter that never came", "Two hours by the other road")
_PART = """## {}

> A bridge is a promise about where a river will be.
>
> — Eleni Markou, district engineer

"""
_LONG = "\n\n".join(
    _PART.format(part) + "The river has been moving for two years. " * 70 for part in _PARTS
)
STORIES: dict[str, dict[str, Any]] = {
    "english": {
        "headline": "What a flat costs, district by district",
        "standfirst": "The figures are in, and nobody believes those of Limassol.",
        "section": "economy",
        "language": "en",
        "body_format": "markdown",
        "body": _TABLE,
        "byline": ["Eleni Markou", "Andreas Pieri"],
        "tags": ["Cyprus", "Housing", "Statistics", "Rents", "Nicosia within the walls"],
        "correction": "The rent in Paphos is €980.75. An earlier version said €890.75.",
    },
    "html": {
        "headline": "A table that came from a spreadsheet",
        "section": "economy",
        "language": "en",
        "body_format": "html",
        "body": """<p>As it was pasted, with a <mark>marked</mark> word.</p>
<table><caption>Population of the districts at the end of the year, by what they were called then
and are called now</caption>
<tr><th rowspan=2>District<th colspan=2>Population<th rowspan=2>Since
<tr><th>2011<th>2021
<tr><th scope=row>Nicosia<td>326 980<td>352 000<td>May 1960
<tr><th scope=row>Famagusta<td>46 629<td>n/a<td>May 1960
<tr><th scope=row>Total<td>838 897<td>923 381<td></table>
<table><tr><td>A<td>1<tr><td>B<td>12</table>""",
        "byline": ["Newsroom"],
        "tags": ["Cyprus"],
    },
    "greek": {
        "headline": "Πόσο κοστίζει ένα διαμέρισμα σε κάθε επαρχία",
        "standfirst": "Τα στοιχεία δημοσιεύτηκαν, και κανείς δεν πιστεύει εκείνα της Λεμεσού.",
        "section": "economy",
        "language": "el",
        "body_format": "markdown",
        "body": """Οι επαρχίες μέτρησαν τα διαμερίσματά τους.

| Επαρχία | Διαμερίσματα | Πωλήσεις | Ενοίκιο τον μήνα | Μεταβολή |
|---------|---|---|---|---|
| Λευκωσία, εντός και εκτός των τειχών | 97.712 | 12.038 | 1.112,40 € | −3,5 % |
| Λεμεσός | 88.304 | 9.771 | 1.640,00 € | +11,2 % |

> «Μια γέφυρα είναι μια υπόσχεση», είπε ο μηχανικός.
""",
        "byline": ["Ελένη Μάρκου", "Ανδρέας Πιερή"],
        "tags": ["Κύπρος", "Στέγη"],
    },
    "arabic": {
        "headline": "كم تبلغ كلفة شقة في كل مقاطعة",
        "standfirst": "صدرت الأرقام، ولا أحد يصدق أرقام ليماسول.",
        "section": "economy",
        "language": "ar",
        "body_format": "html",
        "body": """<p>أحصت المقاطعات شققها، وما يكلفه المتر المربع فيها. قالت <em>هيئة الإحصاء</em>
إن الأرقام نهائية.</p>
<table><caption>الشقق في المقاطعات</caption>
<tr><th>المقاطعة<th>الشقق<th>المبيعات<th>الإيجار الشهري<th>التغير<th>جمعية المالكين
<tr><td>نيقوسيا، داخل الأسوار وخارجها<td>97,712<td>12,038<td>€1,112.40<td>−3.5%<td>لا توجد
<tr><td>ليماسول<td>88,304<td>9,771<td>€1,640.00<td>+11.2%<td>منذ عام 1974</table>
<blockquote><p>الجسر وعد بالمكان الذي سيكون فيه النهر.</p></blockquote>
<blockquote><p>الأرقام نهائية.</p><cite>أحمد خليل</cite></blockquote>
<p>The statistical office answered in English: the figures are final.</p>
<p>BBC قالت إن الأرقام ليست نهائية بعد.</p>
<ul><li>بند أول</li><li>بند ثان</li></ul>""",
        "byline": ["أحمد خليل", "ليلى حداد", "Ben Carter"],
        "tags": ["قبرص", "Housing"],
        "source": {"name": "وكالة الشرق", "url": "https://wire.example/"},
        "correction": "الإيجار في بافوس هو 980.75 يورو.",
    },
    "turkish": {
        "headline": "Bir daire ilçe ilçe kaça mal oluyor",
        "standfirst": "Rakamlar açıklandı, Limasol'unkilere kimse inanmıyor.",
        "section": "economy",
        "language": "tr",
        "body_format": "markdown",
        "body": """İlçeler dairelerini ve bir metrekarenin kaça mal olduğunu saydı. Sayım üç ay
sürdü, çünkü iki köyün yolu ilkbahara kadar kapalıydı.

Lefkoşa'da surların içinde kiralar geçen yıla göre yüzde üç buçuk düştü. Limasol'da ise ışıklı
bir balkonu olan her daire yüzde on bir pahalandı.

“Köprü, ırmağın nereden akacağına dair bir sözdür,” dedi mühendis. “Bu köprü sözünü tutmuyor.”
""",
        "byline": ["Ayşe Yılmaz", "Çağrı Işık"],
        "tags": ["Kıbrıs", "Konut"],
    },
    "long": {
        "headline": "How the river took back its bed, and who was told of it",
        "standfirst": "Two years of letters, and one night.",
        "section": "world",
        "language": "en",
        "body_format": "markdown",
        "body": _LONG,
        "byline": ["Eleni Markou"],
        "tags": ["Cyprus"],
    },
    "mixed": {
        "headline": "A letter came in three languages",
        "standfirst": "It said the same in each, or nearly.",
        "section": "world",
        "language": "en",
        "body": """It began in Arabic:

الجسر وعد بالمكان الذي سيكون فيه النهر، قال المهندس (كما يفعل دائماً).

Al Jazeera (الجزيرة) had it first, in English.

«Μια γέφυρα είναι μια υπόσχεση».""",
        "byline": ["Konstantinos-Alexandros_Papadimitriou.Hadjikyriakou-Georgiades"],
        "tags": ["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch", "Cyprus"],
    },
}
