"""Formulas in LaTeX, and under each its expected words in Kazakh, Russian and English.

Each word was judged by hand: written down from the words alone, it is the formula again.
"""

FORMULAS = r"""
x^2+2x-3=0
  kk икс квадраты қосу 2 икс алу 3 тең 0
  ru икс в квадрате плюс два икс минус три равно нулю
  en ex squared plus 2 ex minus 3 equals 0
\frac{1}{2}
  kk екіден бір
  ru одна вторая
  en one half
2\frac{3}{4}
  kk 2 бүтін төрттен үш
  ru две целых три четвёртых
  en 2 and three quarters
\frac{a}{b}
  kk а бөлу бэ
  ru а делить на бэ
  en eh over bee
\frac{a+b}{c}
  kk бөлшек: алымы а қосу бэ, бөлімі цэ, бөлшек соңы
  ru дробь: числитель а плюс бэ, знаменатель цэ, конец дроби
  en fraction: numerator eh plus bee, denominator see, end fraction
\frac{-b\pm\sqrt{b^2-4ac}}{2a}
  kk бөлшек: алымы минус бэ плюс-минус түбір астындағы өрнек бэ квадраты алу 4 а цэ, түбір
      соңы, бөлімі 2 а, бөлшек соңы
  ru дробь: числитель минус бэ плюс-минус корень из выражения бэ в квадрате минус четыре а цэ,
      конец корня, знаменатель два а, конец дроби
  en fraction: numerator minus bee plus or minus square root of expression bee squared minus 4
      eh see, end root, denominator 2 eh, end fraction
a^{n+1}
  kk а құрама дәрежесі эн қосу 1, дәреже соңы
  ru а в составной степени эн плюс один, конец степени
  en eh to the compound power en plus 1, end power
x_1
  kk икс индексі 1
  ru икс с индексом один
  en ex sub 1
x_{n+1}^2
  kk икс құрама индексі эн қосу 1, индекс соңы квадраты
  ru икс с составным индексом эн плюс один, конец индекса в квадрате
  en ex compound sub en plus 1, end sub squared
\sqrt{2}
  kk түбір астында 2
  ru корень из двух
  en square root of 2
\sqrt[3]{x+1}
  kk үшінші дәрежелі түбір астындағы өрнек икс қосу 1, түбір соңы
  ru корень третьей степени из выражения икс плюс один, конец корня
  en cube root of expression ex plus 1, end root
\sqrt[n]{a}
  kk көрсеткіші эн түбір астында а, түбір соңы
  ru корень степени эн из а, конец корня
  en root of degree en of eh, end root
\sum_{i=1}^{n} i^2
  kk қосынды, төменгі шегі и тең 1, жоғарғы шегі эн, и квадраты
  ru сумма от и равно один до эн, и в квадрате
  en sum from eye equals 1 to en, eye squared
\int_0^1 f(x)\,dx
  kk интеграл, төменгі шегі 0, жоғарғы шегі 1, эф аргументі икс дэ икс
  ru интеграл от нуля до одного, эф от икс дэ икс
  en integral from 0 to 1, ef of ex dee ex
\lim_{x\to 0}\frac{\sin x}{x}=1
  kk икс нөлге ұмтылғандағы шек, бөлшек: алымы синус икс, бөлімі икс, бөлшек соңы тең 1
  ru предел при икс, стремящемся к нулю, дробь: числитель синус икс, знаменатель икс, конец
      дроби равно один
  en limit as ex tends to 0 of fraction: numerator sine ex, denominator ex, end fraction
      equals 1
\lim_{n\to\infty} a_n
  kk эн шексіздікке ұмтылғандағы шек, а индексі эн
  ru предел при эн, стремящемся к бесконечности, а с индексом эн
  en limit as en tends to infinity of eh sub en
|x-3|\le 5
  kk модуль ішіндегі өрнек икс алу 3, модуль соңы кіші не тең 5
  ru модуль выражения икс минус три, конец модуля меньше или равно пяти
  en absolute value of expression ex minus 3, end absolute value is less than or equal to 5
\vec{a}\cdot\vec{b}=0
  kk вектор а скаляр көбейту вектор бэ тең 0
  ru вектор а скалярно на вектор бэ равно нулю
  en vector eh dot vector bee equals 0
\overline{AB}
  kk үстінде сызық: бас а бас бэ, сызық соңы
  ru под чертой большая а большая бэ, конец черты
  en bar over capital eh capital bee, end bar
\begin{cases} x+y=1 \\ x-y=2\end{cases}
  kk жүйе: 1-жол: икс қосу игрек тең 1; 2-жол: икс алу игрек тең 2; жүйе соңы
  ru система: строка 1: икс плюс игрек равно один; строка 2: икс минус игрек равно два; конец
      системы
  en system: row 1: ex plus why equals 1; row 2: ex minus why equals 2; end system
\begin{pmatrix}1&2\\3&4\end{pmatrix}
  kk матрица, 2 жол, 2 баған: 1-жол: 1, 2; 2-жол: 3, 4; матрица соңы
  ru матрица, строк 2, столбцов 2: строка 1: один, два; строка 2: три, четыре; конец матрицы
  en matrix, 2 by 2: row 1: 1, 2; row 2: 3, 4; end matrix
\begin{aligned} a&=b\\ c&=d\end{aligned}
  kk жолдар: 1-жол: а тең бэ; 2-жол: цэ тең дэ; жолдар соңы
  ru строки: строка 1: а равно бэ; строка 2: цэ равно дэ; конец строк
  en lines: row 1: eh equals bee; row 2: see equals dee; end lines
\begin{vmatrix}a+1&2\\3&4\end{vmatrix}
  kk анықтауыш, 2 жол, 2 баған: 1-жол: 1-баған: а қосу 1, 2-баған: 2; 2-жол: 1-баған: 3,
      2-баған: 4; анықтауыш соңы
  ru определитель, строк 2, столбцов 2: строка 1: столбец 1: а плюс один, столбец 2: два;
      строка 2: столбец 1: три, столбец 2: четыре; конец определителя
  en determinant, 2 by 2: row 1: column 1: eh plus 1, column 2: 2; row 2: column 1: 3, column
      2: 4; end determinant
\log_2 8=3
  kk логарифм негізі 2, 8 тең 3
  ru логарифм по основанию два, восемь равно три
  en log to base 2, 8 equals 3
\sin^2\alpha+\cos^2\alpha=1
  kk синус квадраты альфа қосу косинус квадраты альфа тең 1
  ru синус в квадрате альфа плюс косинус в квадрате альфа равно один
  en sine squared alpha plus cosine squared alpha equals 1
f'(x)
  kk эф штрих аргументі икс
  ru эф штрих от икс
  en ef prime of ex
f(x+1)
  kk эф жақша ашылады икс қосу 1 жақша жабылады
  ru эф скобка открывается икс плюс один скобка закрывается
  en ef open bracket ex plus 1 close bracket
n!
  kk эн факториал
  ru эн факториал
  en en factorial
25\%
  kk 25 пайыз
  ru 25 процентов
  en 25 percent
30^\circ
  kk 30 градус
  ru 30 градусов
  en 30 degrees
\{x\mid x>0\}
  kk фигуралы жақша ашылады икс мұндағы икс үлкен 0 фигуралы жақша жабылады
  ru фигурная скобка открывается икс такие, что икс больше нуля фигурная скобка закрывается
  en open brace ex such that ex is greater than 0 close brace
x\in\mathbb{R}
  kk икс тиісті нақты сандар жиынына
  ru икс принадлежит множеству действительных чисел
  en ex is in the real numbers
A\cup B
  kk бас а бірігу бас бэ
  ru большая а объединение большая бэ
  en capital eh union capital bee
\forall x\exists y
  kk кез келген икс бар болады игрек
  ru для любого икс существует игрек
  en for all ex there exists why
\binom{n}{k}
  kk биномдық коэффициент: жоғарысы эн, төмені ка, коэффициент соңы
  ru биномиальный коэффициент: сверху эн, снизу ка, конец коэффициента
  en binomial coefficient: en above kay, end coefficient
3{,}14
  kk 3,14
  ru 3,14
  en 3.14
c^2=a^2+b^2
  kk цэ квадраты тең а квадраты қосу бэ квадраты
  ru цэ в квадрате равно а в квадрате плюс бэ в квадрате
  en see squared equals eh squared plus bee squared
\mathrm{H_2O}
  kk бас аш индексі 2 бас о
  ru большая аш с индексом два большая о
  en capital aitch sub 2 capital oh
12:4=3
  kk 12 бөлу 4 тең 3
  ru двенадцать разделить на четыре равно три
  en 12 divided by 4 equals 3
v_{\text{ср}}
  kk вэ индексі эс эр
  ru вэ с индексом эс эр
  en vee sub ess err
a \Rightarrow b
  kk а демек бэ
  ru а следовательно бэ
  en eh implies bee
f: A\to B
  kk эф қос нүкте бас а оңға көрсеткі бас бэ
  ru эф двоеточие большая а стрелка вправо большая бэ
  en ef colon capital eh right arrow capital bee
x^{-1}
  kk икс дәрежесі минус 1
  ru икс в степени минус один
  en ex to the power minus 1
x^{1/2}
  kk икс құрама дәрежесі 1 бөлу 2, дәреже соңы
  ru икс в составной степени один делить на два, конец степени
  en ex to the compound power 1 over 2, end power
x^{\frac{1}{2}}
  kk икс дәрежесі екіден бір
  ru икс в степени одна вторая
  en ex to the power one half
\left(a+b\right)^2
  kk жақша ашылады а қосу бэ жақша жабылады квадраты
  ru скобка открывается а плюс бэ скобка закрывается в квадрате
  en open bracket eh plus bee close bracket squared
(1,2)
  kk жақша ашылады 1 үтір 2 жақша жабылады
  ru скобка открывается один запятая два скобка закрывается
  en open bracket 1 comma 2 close bracket
\frac{dy}{dx}
  kk бөлшек: алымы дэ игрек, бөлімі дэ икс, бөлшек соңы
  ru дробь: числитель дэ игрек, знаменатель дэ икс, конец дроби
  en fraction: numerator dee why, denominator dee ex, end fraction
a^{b^c}
  kk а құрама дәрежесі бэ дәрежесі цэ, дәреже соңы
  ru а в составной степени бэ в степени цэ, конец степени
  en eh to the compound power bee to the power see, end power
x_{i,j}
  kk икс құрама индексі и үтір йот, индекс соңы
  ru икс с составным индексом и запятая йот, конец индекса
  en ex compound sub eye comma jay, end sub
\prod_{k=1}^{n}k
  kk көбейтінді, төменгі шегі ка тең 1, жоғарғы шегі эн, ка
  ru произведение от ка равно один до эн, ка
  en product from kay equals 1 to en, kay
e^{i\pi}+1=0
  kk е құрама дәрежесі и пи, дәреже соңы қосу 1 тең 0
  ru е в составной степени и пи, конец степени плюс один равно нулю
  en ee to the compound power eye pi, end power plus 1 equals 0
\frac{\frac{a}{b}}{c}
  kk бөлшек: алымы а бөлу бэ, бөлімі цэ, бөлшек соңы
  ru дробь: числитель а делить на бэ, знаменатель цэ, конец дроби
  en fraction: numerator eh over bee, denominator see, end fraction
\sum_{i=1}^{10} 2i
  kk қосынды, төменгі шегі и тең 1, жоғарғы шегі 10, 2 и
  ru сумма от и равно один до десяти, два и
  en sum from eye equals 1 to 10, 2 eye
\int_a^{b+1} 3 dx
  kk интеграл, төменгі шегі а, жоғарғы шегі өрнек бэ қосу 1, шектер соңы, 3 дэ икс
  ru интеграл от а до выражения бэ плюс один, конец пределов, три дэ икс
  en integral from eh to expression bee plus 1, end limits, 3 dee ex
\iint_D f
  kk қос интеграл, астында бас дэ, эф
  ru двойной интеграл по большая дэ, эф
  en double integral over capital dee, ef
a_n x_n
  kk а индексі эн, икс индексі эн
  ru а с индексом эн, икс с индексом эн
  en eh sub en, ex sub en
\frac{a}{b}\cdot\frac{c}{d}
  kk а бөлу бэ көбейту цэ бөлу дэ
  ru а делить на бэ умножить на цэ делить на дэ
  en eh over bee times see over dee
2^3 4
  kk 2 кубы, 4
  ru два в кубе, четыре
  en 2 cubed, 4
\sqrt{x}y
  kk түбір астында икс, игрек
  ru корень из икс, игрек
  en square root of ex, why
\lim_{x\to 0+}f
  kk шек, шарты икс ұмтылады 0 қосу, шарт соңы, эф
  ru предел при условии икс стремится к нулю плюс, конец условия, эф
  en limit on condition ex tends to 0 plus, end condition, ef
f(x,y)
  kk эф жақша ашылады икс үтір игрек жақша жабылады
  ru эф скобка открывается икс запятая игрек скобка закрывается
  en ef open bracket ex comma why close bracket
\hat{x}
  kk икс қалпақшамен
  ru икс с крышкой
  en ex hat
\dot x
  kk икс нүктемен
  ru икс с точкой
  en ex dot
\triangle ABC
  kk үшбұрыш бас а бас бэ бас цэ
  ru треугольник большая а большая бэ большая цэ
  en triangle capital eh capital bee capital see
\angle ABC = 90^\circ
  kk бұрыш бас а бас бэ бас цэ тең 90 градус
  ru угол большая а большая бэ большая цэ равно 90 градусов
  en angle capital eh capital bee capital see equals 90 degrees
\ce{H2SO4}
  kk бас аш индексі 2 бас эс бас о индексі 4
  ru большая аш с индексом два большая эс большая о с индексом четыре
  en capital aitch sub 2 capital ess capital oh sub 4
\mathbf{v}
  kk қалың вэ
  ru жирная вэ
  en bold vee
"""
