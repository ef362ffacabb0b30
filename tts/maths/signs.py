"""What signs and functions are called in each language, as data: Kazakh | Russian | English."""

from tts.maths.letters import by_language

INFIX = by_language("""
    + | қосу | плюс | plus
    - − – ➖ | алу | минус | minus
    ± | плюс-минус | плюс-минус | plus or minus
    ∓ | минус-плюс | минус-плюс | minus or plus
    × ⨯ · ⋅ ∙ • | көбейту | умножить на | times
    ÷ | бөлу | разделить на | divided by
    / ∕ ⁄ | бөлу | делить на | over
    = | тең | равно | equals
    ≠ | тең емес | не равно | is not equal to
    < | кіші | меньше | is less than
    > | үлкен | больше | is greater than
    ≤ ⩽ ≦ | кіші не тең | меньше или равно | is less than or equal to
    ≥ ⩾ ≧ | үлкен не тең | больше или равно | is greater than or equal to
    ≪ | әлдеқайда кіші | много меньше | is much less than
    ≫ | әлдеқайда үлкен | много больше | is much greater than
    ≮ | кіші емес | не меньше | is not less than
    ≯ | үлкен емес | не больше | is not greater than
    ≈ ≃ ≅ | жуықтап тең | приблизительно равно | is approximately equal to
    ∼ ~ | ұқсас | подобно | is similar to
    ≡ | тепе-тең | тождественно равно | is identical to
    ≢ | тепе-тең емес | не тождественно равно | is not identical to
    ∝ | пропорционал | пропорционально | is proportional to
    ≔ | анықтама бойынша тең | равно по определению | is defined as
    ∈ | тиісті | принадлежит | is in
    ∉ | тиісті емес | не принадлежит | is not in
    ∋ | элементі ретінде қамтиды | содержит элемент | contains the element
    ⊂ | ішкі жиыны | подмножество | is a proper subset of
    ⊆ | ішкі жиыны не тең | подмножество или равно | is a subset of or equal to
    ⊄ | ішкі жиыны емес | не подмножество | is not a subset of
    ⊃ | қамтиды | надмножество | is a proper superset of
    ⊇ | қамтиды не тең | надмножество или равно | is a superset of or equal to
    ∪ ⋃ | бірігу | объединение | union
    ∩ ⋂ | қиылысу | пересечение | intersection
    ∖ ⧵ \\ | жиындар айырымы | разность множеств | set minus
    △ ∆ | үшбұрыш | треугольник | triangle
    ∧ ⋀ | логикалық және | логическое и | logical and
    ∨ ⋁ | логикалық немесе | логическое или | logical or
    ¬ | емес | не | not
    ⊕ | шеңбердегі плюс | плюс в круге | circled plus
    ⊗ | шеңбердегі көбейту | умножение в круге | circled times
    ∘ ○ | композиция | композиция | composed with
    ∗ * | жұлдызша | звёздочка | star
    ⊥ ⟂ | перпендикуляр | перпендикулярно | is perpendicular to
    ∥ | параллель | параллельно | is parallel to
    ∦ | параллель емес | не параллельно | is not parallel to
    ∣ | бөледі | делит | divides
    ∤ | бөлмейді | не делит | does not divide
    → ⟶ | оңға көрсеткі | стрелка вправо | right arrow
    ← ⟵ | солға көрсеткі | стрелка влево | left arrow
    ↔ ⟷ | екі жаққа көрсеткі | стрелка в обе стороны | left right arrow
    ↑ | жоғары көрсеткі | стрелка вверх | up arrow
    ↓ | төмен көрсеткі | стрелка вниз | down arrow
    ⇄ ⇌ | қайтымды көрсеткі | обратимая стрелка | reversible arrow
    ↦ ⟼ | бейнеленеді | переходит в | maps to
    ⇒ ⟹ | демек | следовательно | implies
    ⇐ ⟸ | мынадан шығады | следует из | is implied by
    ⇔ ⟺ | мәндес | равносильно | is equivalent to
    ∴ | сондықтан | поэтому | therefore
    ∵ | өйткені | потому что | because
    ⊢ | шығарылады | выводимо | proves
    ⊨ | модель болады | является моделью | models
    ° | градус | градус | degrees
    ; | ; | ; | ;
    . | . | . | .
    ? | сұрау белгісі | вопросительный знак | question mark
    & | және белгісі | амперсанд | ampersand
    # | тор | решётка | hash
    @ | ит белгісі | собака | at sign
    _ | астын сызу | подчёркивание | underscore
    ^ | қалпақша | крышка | hat
    $ | доллар | доллар | dollar
    € | евро | евро | euro
    £ | фунт | фунт | pound
    ₸ | теңге | тенге | tenge
    ₽ | рубль | рубль | rouble
    № | нөмір | номер | number
    § | параграф | параграф | section
    ! | факториал | факториал | factorial
    !! | қос факториал | двойной факториал | double factorial
    ′ ' ʹ ’ | штрих | штрих | prime
    ″ '' ʺ " | екі штрих | два штриха | double prime
    ‴ ''' | үш штрих | три штриха | triple prime
    % | пайыз | процент | percent
    ‰ | промилле | промилле | per mille
    … ⋯ ⋮ ⋱ ... | көп нүкте | многоточие | dot dot dot
    ∞ | шексіздік | бесконечность | infinity
    ∅ ⌀ | бос жиын | пустое множество | the empty set
    ∂ | дөңгелек дэ | дэ круглое | partial dee
    ∇ | набла | набла | nabla
    ∀ | кез келген | для любого | for all
    ∃ | бар болады | существует | there exists
    ∄ | бар болмайды | не существует | there does not exist
    ∠ | бұрыш | угол | angle
    ⌒ ⏜ | доға | дуга | arc
    □ | шаршы | квадрат | square
    ∎ ■ | дәлелдеу соңы | конец доказательства | end of proof
    √ | түбір белгісі | знак корня | root sign
    ¯ ‾ | үстіңгі сызық | черта сверху | bar above
    ⏟ | төменгі жақша | фигурная скобка снизу | brace below
    ⏞ | үстіңгі жақша | фигурная скобка сверху | brace above
    := | меншіктеу | присвоить | is assigned
    <= | кіші не тең | меньше или равно | is less than or equal to
    >= | үлкен не тең | больше или равно | is greater than or equal to
    != | тең емес | не равно | is not equal to
    -> | оңға көрсеткі | стрелка вправо | right arrow
    ∫ | интеграл | интеграл | integral
    ∬ | қос интеграл | двойной интеграл | double integral
    ∭ | үш еселі интеграл | тройной интеграл | triple integral
    ∮ | контурлық интеграл | контурный интеграл | contour integral
    ∑ | қосынды | сумма | sum
    ∏ | көбейтінді | произведение | product
    ∐ | кокөбейтінді | копроизведение | coproduct
    | | тік сызық | вертикальная черта | vertical bar
    ‖ | қос тік сызық | двойная вертикальная черта | double vertical bar
    : | қос нүкте | двоеточие | colon
""")

PREFIX = by_language("""
    + | плюс | плюс | plus
    - − – ➖ | минус | минус | minus
    ∼ ~ | шамамен | приблизительно | approximately
    * ∗ | жұлдызша | звёздочка | star
""")

BRACKETS = by_language("""
    ( | жақша ашылады | скобка открывается | open bracket
    ) | жақша жабылады | скобка закрывается | close bracket
    [ | тік жақша ашылады | квадратная скобка открывается | open square bracket
    ] | тік жақша жабылады | квадратная скобка закрывается | close square bracket
    { | фигуралы жақша ашылады | фигурная скобка открывается | open brace
    } | фигуралы жақша жабылады | фигурная скобка закрывается | close brace
    ⟨ 〈 〈 ❬ | бұрышты жақша ашылады | угловая скобка открывается | open angle bracket
    ⟩ 〉 〉 ❭ | бұрышты жақша жабылады | угловая скобка закрывается | close angle bracket
    ⌊ | төмен дөңгелектеу басы | округление вниз | floor of
    ⌋ | төмен дөңгелектеу соңы | конец округления вниз | end floor
    ⌈ | жоғары дөңгелектеу басы | округление вверх | ceiling of
    ⌉ | жоғары дөңгелектеу соңы | конец округления вверх | end ceiling
""")
OPENING = frozenset("([{⟨〈〈❬⌊⌈")
CLOSING = frozenset(")]}⟩〉〉❭⌋⌉")

FUNCTIONS = by_language("""
    sin | синус | синус | sine
    cos | косинус | косинус | cosine
    tg tan | тангенс | тангенс | tangent
    ctg cot cotg | котангенс | котангенс | cotangent
    sec | секанс | секанс | secant
    csc cosec | косеканс | косеканс | cosecant
    arcsin | арксинус | арксинус | arc sine
    arccos | арккосинус | арккосинус | arc cosine
    arctg arctan | арктангенс | арктангенс | arc tangent
    arcctg arccot | арккотангенс | арккотангенс | arc cotangent
    sh sinh | гиперболалық синус | гиперболический синус | hyperbolic sine
    ch cosh | гиперболалық косинус | гиперболический косинус | hyperbolic cosine
    th tanh | гиперболалық тангенс | гиперболический тангенс | hyperbolic tangent
    cth coth | гиперболалық котангенс | гиперболический котангенс | hyperbolic cotangent
    log | логарифм | логарифм | log
    lg | ондық логарифм | десятичный логарифм | common log
    ln | натурал логарифм | натуральный логарифм | natural log
    exp | экспонента | экспонента | exponential
    lim | шек | предел | limit
    limsup | жоғарғы шек | верхний предел | upper limit
    liminf | төменгі шек | нижний предел | lower limit
    max | максимум | максимум | maximum
    min | минимум | минимум | minimum
    sup | супремум | супремум | supremum
    inf | инфимум | инфимум | infimum
    det | анықтауыш | определитель | determinant
    dim | өлшем | размерность | dimension
    ker Ker | ядро | ядро | kernel
    deg | дәрежесі | степень | degree
    rank rang rk | ранг | ранг | rank
    tr Tr Sp | із | след | trace
    gcd НОД ЕҮОБ | ең үлкен ортақ бөлгіш | наибольший общий делитель | greatest common divisor
    lcm НОК ЕКОЕ | ең кіші ортақ еселік | наименьшее общее кратное | least common multiple
    arg Arg | аргумент | аргумент | argument
    Re | нақты бөлігі | действительная часть | real part
    Im | жорамал бөлігі | мнимая часть | imaginary part
    mod | модуль бойынша | по модулю | modulo
    sgn sign | сигнум | сигнум | sign
    grad | градиент | градиент | gradient
    div | дивергенция | дивергенция | divergence
    rot curl | ротор | ротор | curl
    const | тұрақты | константа | constant
""")
LIMITS = frozenset(["lim", "limsup", "liminf", "max", "min", "sup", "inf"])
SUMS = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀")
FUNCTION_LETTERS = frozenset("fghFGHφϕψΦΨ")
DIVISIONS = frozenset("÷/∕⁄:")
RELATIONS = frozenset("=≠<>≤⩽≥⩾≈≃≅∼≡∝≔∈∉⊂⊆→⇒⟹⇔⟺") | {":="}
POSTFIX = frozenset("!%‰°′'ʹ’″ʺ‴") | {"!!", "''", "'''"}
SEPARATORS = frozenset(",;.…⋯") | {"..."}
UNARY = frozenset("¬∀∃∄∠∂∇√△∆□∞∅⌀∑∏∐∫∬∭∮№§#") | POSTFIX
"""Signs that are no operation between two things."""
APPLY, TIMES = "\u2061", "\u2062"
SILENT = frozenset({"\u2061", "\u2062", "\u2063", "\u2064"})
PRIMES = {"′": 1, "'": 1, "ʹ": 1, "’": 1, "″": 2, "''": 2, "ʺ": 2, '"': 2, "‴": 3, "'''": 3, "⁗": 4}
