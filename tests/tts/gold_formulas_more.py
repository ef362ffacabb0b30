"""Formulas in LaTeX, and under each its expected words in Kazakh, Russian and English, continued.

Each word was judged by hand: written down from the words alone, it is the formula again.
"""

MORE_FORMULAS = r"""
\left\|x\right\|
  kk норма икс, норма соңы
  ru норма икс, конец нормы
  en norm of ex, end norm
||x|-1|
  kk модуль ішіндегі өрнек модуль икс алу 1, модуль соңы
  ru модуль выражения модуль икс минус один, конец модуля
  en absolute value of expression absolute value of ex minus 1, end absolute value
\frac{\partial f}{\partial x}
  kk бөлшек: алымы дөңгелек дэ эф, бөлімі дөңгелек дэ икс, бөлшек соңы
  ru дробь: числитель дэ круглое эф, знаменатель дэ круглое икс, конец дроби
  en fraction: numerator partial dee ef, denominator partial dee ex, end fraction
x''+\omega^2x=0
  kk икс екі штрих қосу омега квадраты икс тең 0
  ru икс два штриха плюс омега в квадрате икс равно нулю
  en ex double prime plus omega squared ex equals 0
a\equiv b\pmod n
  kk а тепе-тең бэ, жақша ашылады модуль бойынша эн жақша жабылады
  ru а тождественно равно бэ, скобка открывается по модулю эн скобка закрывается
  en eh is identical to bee, open bracket modulo en close bracket
\max_{x\in A} f(x)
  kk максимум, шарты икс тиісті бас а, шарт соңы, эф аргументі икс
  ru максимум при условии икс принадлежит большая а, конец условия, эф от икс
  en maximum on condition ex is in capital eh, end condition, ef of ex
\lim_{x\to -3} x
  kk шек, шарты икс ұмтылады минус 3, шарт соңы, икс
  ru предел при условии икс стремится к минус три, конец условия, икс
  en limit on condition ex tends to minus 3, end condition, ex
x_1 2
  kk икс индексі 1, 2
  ru икс с индексом один, два
  en ex sub 1, 2
1\;2
  kk 1, 2
  ru один, два
  en 1, 2
x^2 3
  kk икс квадраты, 3
  ru икс в квадрате, три
  en ex squared, 3
a\perp b
  kk а перпендикуляр бэ
  ru а перпендикулярно бэ
  en eh is perpendicular to bee
a\parallel b
  kk а параллель бэ
  ru а параллельно бэ
  en eh is parallel to bee
\{1;2;3\}
  kk фигуралы жақша ашылады 1 нүктелі үтір 2 нүктелі үтір 3 фигуралы жақша жабылады
  ru фигурная скобка открывается один точка с запятой два точка с запятой три фигурная скобка
      закрывается
  en open brace 1 semicolon 2 semicolon 3 close brace
A\setminus B
  kk бас а жиындар айырымы бас бэ
  ru большая а разность множеств большая бэ
  en capital eh set minus capital bee
A\subset B
  kk бас а ішкі жиыны бас бэ
  ru большая а подмножество большая бэ
  en capital eh is a proper subset of capital bee
x\ne\pm 1
  kk икс тең емес плюс-минус 1
  ru икс не равно плюс-минус один
  en ex is not equal to plus or minus 1
(-\infty; 5]
  kk жақша ашылады минус шексіздік нүктелі үтір 5 тік жақша жабылады
  ru скобка открывается минус бесконечность точка с запятой пять квадратная скобка закрывается
  en open bracket minus infinity semicolon 5 close square bracket
\left[0; 1\right)
  kk тік жақша ашылады 0 нүктелі үтір 1 жақша жабылады
  ru квадратная скобка открывается ноль точка с запятой один скобка закрывается
  en open square bracket 0 semicolon 1 close bracket
\sqrt{a^2}=|a|
  kk түбір астындағы өрнек а квадраты, түбір соңы тең модуль а
  ru корень из выражения а в квадрате, конец корня равно модуль а
  en square root of expression eh squared, end root equals absolute value of eh
x_{1,2}=\frac{-b\pm\sqrt{D}}{2a}
  kk икс құрама индексі 1 үтір 2, индекс соңы тең бөлшек: алымы минус бэ плюс-минус түбір
      астында бас дэ, бөлімі 2 а, бөлшек соңы
  ru икс с составным индексом один запятая два, конец индекса равно дробь: числитель минус бэ
      плюс-минус корень из большая дэ, знаменатель два а, конец дроби
  en ex compound sub 1 comma 2, end sub equals fraction: numerator minus bee plus or minus
      square root of capital dee, denominator 2 eh, end fraction
a_n=a_1+d(n-1)
  kk а индексі эн тең а индексі 1 қосу дэ жақша ашылады эн алу 1 жақша жабылады
  ru а с индексом эн равно а с индексом один плюс дэ скобка открывается эн минус один скобка
      закрывается
  en eh sub en equals eh sub 1 plus dee open bracket en minus 1 close bracket
\vec{AB}
  kk құрама вектор бас а бас бэ, вектор соңы
  ru составной вектор большая а большая бэ, конец вектора
  en compound vector capital eh capital bee, end vector
\widehat{ABC}
  kk қалпақша астында бас а бас бэ бас цэ, қалпақша соңы
  ru под крышкой большая а большая бэ большая цэ, конец крышки
  en hat over capital eh capital bee capital see, end hat
30^\circ 15'
  kk 30 градус 15 минут
  ru 30 градусов 15 минут
  en 30 degrees 15 minutes
0{,}5
  kk 0,5
  ru 0,5
  en 0.5
-x
  kk минус икс
  ru минус икс
  en minus ex
-5+3
  kk минус 5 қосу 3
  ru минус пять плюс три
  en minus 5 plus 3
a^m\cdot a^n=a^{m+n}
  kk а дәрежесі эм көбейту а дәрежесі эн тең а құрама дәрежесі эм қосу эн, дәреже соңы
  ru а в степени эм умножить на а в степени эн равно а в составной степени эм плюс эн, конец
      степени
  en eh to the power em times eh to the power en equals eh to the compound power em plus en,
      end power
\left(\frac{a}{b}\right)^n
  kk жақша ашылады а бөлу бэ жақша жабылады дәрежесі эн
  ru скобка открывается а делить на бэ скобка закрывается в степени эн
  en open bracket eh over bee close bracket to the power en
2\pi r
  kk 2 пи эр
  ru два пи эр
  en 2 pi ar
\cos(\alpha+\beta)
  kk косинус жақша ашылады альфа қосу бета жақша жабылады
  ru косинус скобка открывается альфа плюс бета скобка закрывается
  en cosine open bracket alpha plus beta close bracket
f(x)=\begin{cases} x, & x\ge 0\\ -x, & x<0\end{cases}
  kk эф аргументі икс тең жүйе: 1-жол: икс, икс үлкен не тең 0; 2-жол: минус икс, икс кіші 0;
      жүйе соңы
  ru эф от икс равно система: строка 1: икс, икс больше или равно нулю; строка 2: минус икс,
      икс меньше нуля; конец системы
  en ef of ex equals system: row 1: ex, ex is greater than or equal to 0; row 2: minus ex, ex
      is less than 0; end system
C_n^k
  kk бас цэ индексі эн дәрежесі ка
  ru большая цэ с индексом эн в степени ка
  en capital see sub en to the power kay
P(A|B)
  kk бас пэ жақша ашылады бас а тік сызық бас бэ жақша жабылады
  ru большая пэ скобка открывается большая а вертикальная черта большая бэ скобка закрывается
  en capital pee open bracket capital eh vertical bar capital bee close bracket
\int x\,dx
  kk интеграл икс дэ икс
  ru интеграл икс дэ икс
  en integral ex dee ex
\overline{z}
  kk зет үстінде сызық
  ru зет с чертой
  en zed bar
z=a+bi
  kk зет тең а қосу бэ и
  ru зет равно а плюс бэ и
  en zed equals eh plus bee eye
\ln x
  kk натурал логарифм икс
  ru натуральный логарифм икс
  en natural log ex
\log_a b
  kk логарифм негізі а, бэ
  ru логарифм по основанию а, бэ
  en log to base eh, bee
\lg 100
  kk ондық логарифм 100
  ru десятичный логарифм сто
  en common log 100
10^{-3}
  kk 10 дәрежесі минус 3
  ru десять в степени минус три
  en 10 to the power minus 3
1{,}6\cdot 10^{-19}
  kk 1,6 көбейту 10 дәрежесі минус 19
  ru 1,6 умножить на десять в степени минус девятнадцать
  en 1.6 times 10 to the power minus 19
\frac{1}{n}
  kk 1 бөлу эн
  ru один делить на эн
  en 1 over en
\frac{x}{2}
  kk икс бөлу 2
  ru икс делить на два
  en ex over 2
\frac{22}{7}
  kk 22 бөлу 7
  ru двадцать два делить на семь
  en 22 over 7
a:b=c:d
  kk а бөлу бэ тең цэ бөлу дэ
  ru а разделить на бэ равно цэ разделить на дэ
  en eh divided by bee equals see divided by dee
E=mc^2
  kk бас е тең эм цэ квадраты
  ru большая е равно эм цэ в квадрате
  en capital ee equals em see squared
\rho=\frac{m}{V}
  kk ро тең эм бөлу бас вэ
  ru ро равно эм делить на большая вэ
  en rho equals em over capital vee
x\to\infty
  kk икс оңға көрсеткі шексіздік
  ru икс стрелка вправо бесконечность
  en ex right arrow infinity
\exists x\in\mathbb{Z}
  kk бар болады икс тиісті бүтін сандар жиынына
  ru существует икс принадлежит множеству целых чисел
  en there exists ex is in the integers
\sqrt[4]{16}
  kk төртінші дәрежелі түбір астында 16
  ru корень четвёртой степени из шестнадцати
  en fourth root of 16
\frac{\sqrt{3}}{2}
  kk бөлшек: алымы түбір астында 3, бөлімі 2, бөлшек соңы
  ru дробь: числитель корень из трёх, знаменатель два, конец дроби
  en fraction: numerator square root of 3, denominator 2, end fraction
\sum_{k\in A} k
  kk қосынды, шарты ка тиісті бас а, шектер соңы, ка
  ru сумма по условию ка принадлежит большая а, конец пределов, ка
  en sum over condition kay is in capital eh, end limits, kay
\sqrt{x+\sqrt{y}}
  kk түбір астындағы өрнек икс қосу түбір астында игрек, түбір соңы
  ru корень из выражения икс плюс корень из игрек, конец корня
  en square root of expression ex plus square root of why, end root
\begin{pmatrix} -1 & 2 \\ 0 & -x \end{pmatrix}
  kk матрица, 2 жол, 2 баған: 1-жол: минус 1, 2; 2-жол: 0, минус икс; матрица соңы
  ru матрица, строк 2, столбцов 2: строка 1: минус один, два; строка 2: ноль, минус икс; конец
      матрицы
  en matrix, 2 by 2: row 1: minus 1, 2; row 2: 0, minus ex; end matrix
\frac{a}{b} \div \frac{c}{d}
  kk бөлшек: алымы а, бөлімі бэ, бөлшек соңы бөлу бөлшек: алымы цэ, бөлімі дэ, бөлшек соңы
  ru дробь: числитель а, знаменатель бэ, конец дроби разделить на дробь: числитель цэ,
      знаменатель дэ, конец дроби
  en fraction: numerator eh, denominator bee, end fraction divided by fraction: numerator see,
      denominator dee, end fraction
x\bmod 2
  kk икс модуль бойынша 2
  ru икс по модулю два
  en ex modulo 2
n!!
  kk эн қос факториал
  ru эн двойной факториал
  en en double factorial
\left\lfloor x\right\rfloor
  kk төмен дөңгелектеу басы икс төмен дөңгелектеу соңы
  ru округление вниз икс конец округления вниз
  en floor of ex end floor
a\cdot b
  kk а көбейту бэ
  ru а умножить на бэ
  en eh times bee
a\times b
  kk а көбейту бэ
  ru а умножить на бэ
  en eh times bee
\vec a\times\vec b
  kk вектор а вектор көбейту вектор бэ
  ru вектор а векторно на вектор бэ
  en vector eh cross vector bee
\sin x\cos y
  kk синус икс косинус игрек
  ru синус икс косинус игрек
  en sine ex cosine why
\tan^{-1}x
  kk тангенс дәрежесі минус 1, икс
  ru тангенс в степени минус один, икс
  en tangent to the power minus 1, ex
x\mapsto x^2
  kk икс бейнеленеді икс квадраты
  ru икс переходит в икс в квадрате
  en ex maps to ex squared
A=\{x\mid x^2=4\}
  kk бас а тең фигуралы жақша ашылады икс мұндағы икс квадраты тең 4 фигуралы жақша жабылады
  ru большая а равно фигурная скобка открывается икс такие, что икс в квадрате равно четыре
      фигурная скобка закрывается
  en capital eh equals open brace ex such that ex squared equals 4 close brace
-\frac{1}{2}
  kk минус екіден бір
  ru минус одна вторая
  en minus one half
"""
