"""The turns of speech for everything in a formula that has parts: Kazakh | Russian | English.

What has an end of its own in words ("конец корня") can hold anything, and begins in words of its
own ("корень из выражения"); the short turns are only for single letters and numbers. So nobody
can hear two formulas in one sentence.
"""

from tts.maths.letters import LANGUAGES

_TABLE = """
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
    power | {a} құрама дәрежесі {b}, дәреже соңы | {a} в составной степени {b}, конец степени | \
{a} to the compound power {b}, end power
    over_short | {a} жоғарғы индексі {b} | {a} с верхним индексом {b} | {a} superscript {b}
    over | {a} құрама жоғарғы индексі {b}, жоғарғы индекс соңы | \
{a} с составным верхним индексом {b}, конец верхнего индекса | \
{a} compound superscript {b}, end superscript
    index_short | {a} индексі {b} | {a} с индексом {b} | {a} sub {b}
    index | {a} құрама индексі {b}, индекс соңы | {a} с составным индексом {b}, конец индекса | \
{a} compound sub {b}, end sub
    base_short | {a} негізі {b}, | {a} по основанию {b}, | {a} to base {b},
    base | {a} құрама негізі {b}, негіз соңы, | \
{a} по составному основанию {b}, конец основания, | \
{a} to compound base {b}, end base,
    before_over | сол жақ жоғарғы индекс {b}, {a} | слева вверху {b}, {a} | \
left superscript {b}, {a}
    before_under | сол жақ төменгі индекс {b}, {a} | слева внизу {b}, {a} | left subscript {b}, {a}
    group | өрнек {a}, өрнек соңы | выражение {a}, конец выражения | \
expression {a}, end expression
    root_short | түбір астында {a} | корень из {a} | square root of {a}
    root | түбір астындағы өрнек {a}, түбір соңы | корень из выражения {a}, конец корня | \
square root of expression {a}, end root
    nth_root_short | {b} дәрежелі түбір астында {a} | корень {b} степени из {a} | {b} root of {a}
    nth_root | {b} дәрежелі түбір астындағы өрнек {a}, түбір соңы | \
корень {b} степени из выражения {a}, конец корня | {b} root of expression {a}, end root
    any_root | көрсеткіші {b} түбір астында {a}, түбір соңы | \
корень степени {b} из {a}, конец корня | root of degree {b} of {a}, end root
    absolute_short | модуль {a} | модуль {a} | absolute value of {a}
    absolute | модуль ішіндегі өрнек {a}, модуль соңы | модуль выражения {a}, конец модуля | \
absolute value of expression {a}, end absolute value
    norm | норма {a}, норма соңы | норма {a}, конец нормы | norm of {a}, end norm
    applied | {a} аргументі {b} | {a} от {b} | {a} of {b}
    from_to | {a}, төменгі шегі {b}, жоғарғы шегі {c}, | {a} от {b} до {c}, | {a} from {b} to {c},
    from_to_end | {a}, төменгі шегі {b}, жоғарғы шегі өрнек {c}, шектер соңы, | \
{a} от {b} до выражения {c}, конец пределов, | {a} from {b} to expression {c}, end limits,
    below_short | {a}, астында {b}, | {a} по {b}, | {a} over {b},
    below | {a}, шарты {b}, шектер соңы, | {a} по условию {b}, конец пределов, | \
{a} over condition {b}, end limits,
    to | {a}, жоғарғы шегі {b}, шектер соңы, | {a} до {b}, конец пределов, | \
{a} up to {b}, end limits,
    limit | {b} ұмтылғандағы {a}, | {a} при {b}, стремящемся к {c}, | {a} as {b} tends to {c} of
    condition | {a}, шарты {b}, шарт соңы, | {a} при условии {b}, конец условия, | \
{a} on condition {b}, end condition,
    vector_short | вектор {a} | вектор {a} | vector {a}
    vector | құрама вектор {a}, вектор соңы | составной вектор {a}, конец вектора | \
compound vector {a}, end vector
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
    arc | құрама доға {a}, доға соңы | составная дуга {a}, конец дуги | compound arc {a}, end arc
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
    "semicolon": ("нүктелі үтір", "точка с запятой", "semicolon"),
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
