"""The turns of speech for everything in a formula that has parts: Kazakh | Russian | English.

What has an end of its own in words ("конец корня") can hold anything; the short turns are used only
for single letters and numbers, so that nobody can hear two formulas in one sentence.
"""

from tts.maths.letters import LANGUAGES

_TABLE = """
    announced | Формула: {a} | Формула: {a} | Formula: {a}
    fraction_short | {a} бөлу {b} | {a} делить на {b} | {a} over {b}
    fraction | бөлшек: алымы {a}, бөлімі {b}, бөлшек соңы | \
дробь: числитель {a}, знаменатель {b}, конец дроби | \
fraction: numerator {a}, denominator {b}, end fraction
    binomial | биномдық коэффициент: жоғарысы {a}, төмені {b}, коэффициент соңы | \
биномиальный коэффициент: сверху {a}, снизу {b}, конец коэффициента | \
binomial coefficient: {a} above {b}, end coefficient
    squared | {a} квадраты | {a} в квадрате | {a} squared
    cubed | {a} кубы | {a} в кубе | {a} cubed
    power_short | {a} дәрежесі {b} | {a} в степени {b} | {a} to the power {b}
    power | {a} дәрежесі {b}, дәреже соңы | {a} в степени {b}, конец степени | \
{a} to the power {b}, end power
    over_short | {a} жоғарғы индексі {b} | {a} с верхним индексом {b} | {a} superscript {b}
    over | {a} жоғарғы индексі {b}, жоғарғы индекс соңы | \
{a} с верхним индексом {b}, конец верхнего индекса | {a} superscript {b}, end superscript
    index_short | {a} индексі {b} | {a} с индексом {b} | {a} sub {b}
    index | {a} индексі {b}, индекс соңы | {a} с индексом {b}, конец индекса | \
{a} sub {b}, end sub
    base_short | {a} негізі {b}, | {a} по основанию {b}, | {a} to base {b},
    base | {a} негізі {b}, негіз соңы, | {a} по основанию {b}, конец основания, | \
{a} to base {b}, end base,
    before_over | сол жақ жоғарғы индекс {b}, {a} | слева вверху {b}, {a} | \
left superscript {b}, {a}
    before_under | сол жақ төменгі индекс {b}, {a} | слева внизу {b}, {a} | left subscript {b}, {a}
    group | өрнек {a}, өрнек соңы | выражение {a}, конец выражения | \
expression {a}, end expression
    root_short | түбір астында {a} | корень из {a} | square root of {a}
    root | түбір астында {a}, түбір соңы | корень из {a}, конец корня | \
square root of {a}, end root
    nth_root_short | {b} дәрежелі түбір астында {a} | корень {b} степени из {a} | {b} root of {a}
    nth_root | {b} дәрежелі түбір астында {a}, түбір соңы | \
корень {b} степени из {a}, конец корня | {b} root of {a}, end root
    any_root | көрсеткіші {b} түбір астында {a}, түбір соңы | \
корень степени {b} из {a}, конец корня | root of degree {b} of {a}, end root
    absolute_short | модуль {a} | модуль {a} | absolute value of {a}
    absolute | модуль {a}, модуль соңы | модуль {a}, конец модуля | \
absolute value of {a}, end absolute value
    norm | норма {a}, норма соңы | норма {a}, конец нормы | norm of {a}, end norm
    applied | {a} аргументі {b} | {a} от {b} | {a} of {b}
    from_to | {a}, төменгі шегі {b}, жоғарғы шегі {c}, | {a} от {b} до {c}, | {a} from {b} to {c},
    from_to_end | {a}, төменгі шегі {b}, жоғарғы шегі {c}, шектер соңы, | \
{a} от {b} до {c}, конец пределов, | {a} from {b} to {c}, end limits,
    below_short | {a}, астында {b}, | {a} по {b}, | {a} over {b},
    below | {a}, астында {b}, шектер соңы, | {a} по {b}, конец пределов, | {a} over {b}, end limits,
    to | {a}, жоғарғы шегі {b}, шектер соңы, | {a} до {b}, конец пределов, | \
{a} up to {b}, end limits,
    limit | {b} ұмтылғандағы {a}, | {a} при {b}, стремящемся к {c}, | {a} as {b} tends to {c} of
    condition | {a}, шарты {b}, шарт соңы, | {a} при {b}, конец условия, | \
{a} for {b}, end condition,
    tends | {a} {b} ұмтылғанда | {a} стремится к {b} | {a} tends to {b}
    vector_short | вектор {a} | вектор {a} | vector {a}
    vector | вектор {a}, вектор соңы | вектор {a}, конец вектора | vector {a}, end vector
    bar_short | {a} үстінде сызық | {a} с чертой | {a} bar
    bar | үстінде сызық: {a}, сызық соңы | под чертой {a}, конец черты | bar over {a}, end bar
    underbar_short | {a} астында сызық | {a} с чертой снизу | {a} underbar
    underbar | астында сызық: {a}, сызық соңы | над чертой {a}, конец черты | \
bar under {a}, end bar
    hat_short | {a} қалпақшамен | {a} с крышкой | {a} hat
    hat | қалпақша астында {a}, қалпақша соңы | под крышкой {a}, конец крышки | \
hat over {a}, end hat
    tilde_short | {a} тильдамен | {a} с тильдой | {a} tilde
    tilde | тильда астында {a}, тильда соңы | под тильдой {a}, конец тильды | \
tilde over {a}, end tilde
    dot_short | {a} нүктемен | {a} с точкой | {a} dot
    dot | нүкте астында {a}, нүкте соңы | под точкой {a}, конец точки | dot over {a}, end dot
    two_dots_short | {a} екі нүктемен | {a} с двумя точками | {a} double dot
    two_dots | екі нүкте астында {a}, нүктелер соңы | под двумя точками {a}, конец точек | \
double dot over {a}, end dots
    arc_short | доға {a} | дуга {a} | arc {a}
    arc | доға {a}, доға соңы | дуга {a}, конец дуги | arc {a}, end arc
    brace_below | төменгі фигуралы жақша үстінде {a}, жақша соңы | \
над фигурной скобкой {a}, конец скобки | brace under {a}, end brace
    brace_above | жоғарғы фигуралы жақша астында {a}, жақша соңы | \
под фигурной скобкой {a}, конец скобки | brace over {a}, end brace
    above_it | {a}, үстінде {b}, жазу соңы | {a}, сверху {b}, конец надписи | \
{a} with {b} above, end above
    below_it | {a}, астында {b}, жазу соңы | {a}, снизу {b}, конец надписи | \
{a} with {b} below, end below
    matrix | матрица, {b} жол, {c} баған: {a}; матрица соңы | \
матрица, строк {b}, столбцов {c}: {a}; конец матрицы | matrix, {b} by {c}: {a}; end matrix
    determinant | анықтауыш, {b} жол, {c} баған: {a}; анықтауыш соңы | \
определитель, строк {b}, столбцов {c}: {a}; конец определителя | \
determinant, {b} by {c}: {a}; end determinant
    system | жүйе: {a}; жүйе соңы | система: {a}; конец системы | system: {a}; end system
    table | жолдар: {a}; жолдар соңы | строки: {a}; конец строк | lines: {a}; end lines
    row | {b}-жол: {a} | строка {b}: {a} | row {b}: {a}
    cell | {b}-баған: {a} | столбец {b}: {a} | column {b}: {a}
    mixed | {a} бүтін {b} | {a} и {b} | {a} and {b}
    boxed | жақтауда {a}, жақтау соңы | в рамке {a}, конец рамки | boxed {a}, end box
    crossed | сызылған {a}, сызылған соңы | зачёркнуто {a}, конец зачёркнутого | \
crossed out {a}, end crossed out
    enclosed | қоршалған {a}, қоршау соңы | обведено {a}, конец обведённого | \
enclosed {a}, end enclosure
    unnamed | атаусыз таңба {a} | знак без имени {a} | unnamed sign {a}
    nothing | бос | пусто | nothing
"""


def _phrases() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for line in filter(None, map(str.strip, _TABLE.splitlines())):
        name, *turns = (cell.strip() for cell in line.split(" | "))
        for language, turn in zip(LANGUAGES, turns, strict=True):
            found[language][name] = turn
    return found


PHRASES = _phrases()

_SINGLE = {
    "comma": ("үтір", "запятая", "comma"),
    "times": ("көбейту", "умножить на", "times"),
    "dot": ("скаляр көбейту", "скалярно на", "dot"),
    "cross": ("вектор көбейту", "векторно на", "cross"),
    "divide": ("бөлу", "разделить на", "divided by"),
    "such_that": ("мұндағы", "такие, что", "such that"),
    "tends_to": ("ұмтылады", "стремится к", "tends to"),
}
WORDS = {
    language: {name: said[at] for name, said in _SINGLE.items()}
    for at, language in enumerate(LANGUAGES)
}
