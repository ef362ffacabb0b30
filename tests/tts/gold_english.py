"""English as it is written and as it should be spoken, by hand: "written | spoken".

A line that begins with spaces goes on with the one before. Nothing after the bar: it is not said.
Plain numbers stay in figures, because the voice reads them well.
"""

NUMBERS = """\
7 | 7
51,900 | 51,900
1,234,567 | 1,234,567
12 345 | 12345
1 234 567 | 1234567
rooms 101 102 103 | rooms 101 102 103
12345678901234567890 | 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0
3.14 | 3.14
.5 | point 5
a .303 rifle | a point 3 0 3 rifle
007 | 007
the 21st | the 21st
6 paces, a hatch, 4 paces, a bench | 6 paces, a hatch, 4 paces, a bench
½ | one half
2½ | 2 and a half
1¾ cups | 1 and three quarters cups
¼ cup | one quarter cup
3/4 | three quarters
2/3 of them | two thirds of them
5/8 | five eighths
2 1/2 hours | 2 and a half hours
24/7 | 24 7
the 9/11 report | the 9 11 report
7/4 time | 7 slash 4 time
5–7 | 5 to 7
10-12 people | 10 to 12 people
pp. 3–5 | pages 3 to 5
11th–12th | 11th to 12th
3:1 | 3 to 1
John 3:16 | John 3 16
−5 | minus 5
It fell to -5. | It fell to minus 5.
B-52 | B-52
COVID-19 | COVID-19
A4 | A4
221B | 221B
version 1.2.3 | version 1.2.3
x² | x squared
E = mc² | E = mc squared
10⁶ | 10 to the power of 6
2^10 | 2 to the power of 10
the word.¹ | the word. 1
١٢ pages | 12 pages
"""

YEARS_AND_DAYS = """\
1984 | nineteen eighty-four
1905 | nineteen oh five
2024 | twenty twenty-four
2009 | two thousand and nine
2000 | two thousand
1900 | nineteen hundred
in 1066 | in ten sixty-six
(1066) | (ten sixty-six)
1066 | 1066
in 1871, or so | in eighteen seventy-one, or so
1500 sheep | 1500 sheep
1500 of them | fifteen hundred of them
in 1921 a crossing | in nineteen twenty-one a crossing
page 1984 | page 1984
over 2000 | over 2000
1250 metres | 1250 metres
since 1968... | since nineteen sixty-eight...
the 1990s | the nineteen nineties
the 1800s | the eighteen hundreds
the 2000s | the two thousands
the '90s | the nineties
the ’60s | the sixties
in her 40s | in her forties
1990's music | nineteen nineties music
1914–18 | nineteen fourteen to 18
1939-1945 | nineteen thirty-nine to nineteen forty-five
1998–2003 | nineteen ninety-eight to two thousand and three
c. 1850 | circa eighteen fifty
(b. 1902, d. 1968) | (born nineteen oh two, died nineteen sixty-eight)
est. 1902 | established nineteen oh two
12 May 1987 | the twelfth of May nineteen eighty-seven
on 3 May 1871. | on the third of May eighteen seventy-one.
the 12th of May 1987 | the twelfth of May nineteen eighty-seven
12th May | the twelfth of May
May 12, 1987 | May twelfth, nineteen eighty-seven
May 12 | May twelfth
May 12th, 1987 | May twelfth, nineteen eighty-seven
In May 12 boats sank. | In May 12 boats sank.
March 1921 | March nineteen twenty-one
Jan. 5 | January fifth
21 Nov. 2021 | the twenty-first of November twenty twenty-one
3–5 May | the third to the fifth of May
2024-09-01 | the first of September twenty twenty-four
01.09.2024 | the first of September twenty twenty-four
25/12/1987 | the twenty-fifth of December nineteen eighty-seven
12/25/1987 | the twenty-fifth of December nineteen eighty-seven
5/6/1987 | 5 slash 6 slash nineteen eighty-seven
Mon., 5 May | Monday, the fifth of May
10:30 a.m. | 10 30 a.m.
18:45 | 18 45
at 5:05 a.m. | at 5 oh 5 a.m.
It was 10:00. | It was 10 o'clock.
10:00 p.m. | 10 p.m.
18:00 | 18 hundred hours
00:15 | 0 15
2:15:30 | 2 15 and 30 seconds
at 2.15 a.m. in March | at 2 15 a.m in March
at 7.40. | at 7 40.
the 7.40 a.m. to St. Orrin | the 7 40 a.m to Saint Orrin
9pm | 9pm
"""

MEASURES = """\
$5 | 5 dollars
$1 | 1 dollar
$5.50 | 5 dollars and 50 cents
$0.99 | 99 cents
$1,250.50 | 1,250 dollars and 50 cents
$1.5 million | 1.5 million dollars
$3bn | 3 billion dollars
£3m | 3 million pounds
£3.20 | 3 pounds and 20 pence
£1.01 | 1 pound and 1 penny
50p | 50 pence
€10 | 10 euros
€2.50 | 2 euros and 50 cents
₸500 | 500 tenge
500 ₸ | 500 tenge
100₽ | 100 roubles
¥500 | 500 yen
US$5 | 5 US dollars
a $5 bill | a 5 dollar bill
a £3m bridge | a 3 million pound bridge
$5–$10 | 5 to 10 dollars
£5–10m | 5 to 10 million pounds
5 km | 5 kilometres
1 km | 1 kilometre
1.5 kg | 1.5 kilograms
a 5 km walk | a 5 kilometre walk
½ km | one half kilometre
14.6 ft. in six hours | 14.6 feet in six hours
It rises 14.6 ft. | It rises 14.6 feet.
6 ft | 6 feet
5 lb 3 oz | 5 pounds 3 ounces
60 mph | 60 miles per hour
90 km/h | 90 kilometres per hour
5 m² | 5 square metres
3 m3 | 3 cubic metres
120 r.p.m.; | 120 revolutions per minute;
10 min | 10 minutes
50% | 50 per cent
5–10 % | 5 to 10 per cent
5‰ | 5 per mille
20°C | 20 degrees Celsius
−5 °F | minus 5 degrees Fahrenheit
90° | 90 degrees
43°15′N | 43 degrees 15 minutes north
5'10" | 5 feet 10 inches
iPhone 5s | iPhone 5s
"""

WORDS = """\
Mr. Lusk | Mr Lusk
Mr. and Mrs. J. R. Harrow | Mr and Mrs J R Harrow
Ms Quill | Miz Quill
Dr. Fenn | Doctor Fenn
Prof. Edith Vane, Ph.D., of the Survey | Professor Edith Vane, P H D, of the Survey
St. Orrin | Saint Orrin
St Mary's | Saint Mary's
10 Baker St. in London | 10 Baker Street in London
the High St. | the High Street.
Mt Everest | Mount Everest
Messrs. Dunn & Co. are binding | Messers Dunn and Company are binding
Dunn & Co. | Dunn and Company.
John Smith Jr. said | John Smith Junior said
e.g. the train | for example the train
i.e. everywhere | that is everywhere
I.e. nowhere. | That is nowhere.
dogs, cats, etc. | dogs, cats, et cetera.
dogs etc. and more | dogs et cetera and more
vol. 3 | volume 3
Vol. I, p. 3 says | Volume 1, page 3 says
pp. 12, 14 | pages 12, 14
No. 7 | Number 7
No. It is not. | No. It is not.
ch. 4, para. 2 | chapter 4, paragraph 2
Fig. 2 | Figure 2
the 2nd ed. of it | the 2nd edition of it
cf. Smith | compare Smith
Smith v. Jones | Smith versus Jones
cats vs. dogs | cats versus dogs
Dunn et al. say | Dunn and others say
Captain Dorothy M. Quill | Captain Dorothy M Quill
A. Lusk | Eh Lusk
Tolkien, J. R. R. | Tolkien, J R R.
the U.S. Tidal Survey | the U S Tidal Survey
in the U.K. | in the U.K.
300 B.C. they | 300 B.C they
wind S.S.W., sea moderate | wind S.S.W, sea moderate
NASA and the BBC | NASA and the BBC
Chapter IV | Chapter 4
CHAPTER IX | CHAPTER 9
chapter iv | chapter 4
Part I | Part 1
Books I–III | Books 1 to 3
Act II, scene v | Act 2, scene 5
IV. The Ferry | 4. The Ferry
Henry VIII, was | Henry the Eighth, was
Louis XIV | Louis the Fourteenth
King George V | King George the Fifth
Elizabeth I of England | Elizabeth the First of England
Pope John Paul II | Pope John Paul the Second
World War II | World War 2
World War I began | World War 1 began
the XX century | the twentieth century
MCMLXXXIV | nineteen eighty-four
(ii) the second | (2) the second
I am here | I am here
with Charles I went home | with Charles I went home
the book I read | the book I read
Malcolm X | Malcolm X
vitamin C | vitamin C
A CD by LL | A CD by LL
+7 701 123 45 67 | plus 7, 7 0 1, 1 2 3, 4 5, 6 7
(020) 7946 0000 | 0 2 0, 7 9 4 6, 0 0 0 0
555-0123 | 5 5 5, 0 1 2 3
1-800-555-0199 | 1, 8 0 0, 5 5 5, 0 1 9 9
ISBN 978-0-306-40615-7 | ISBN 9 7 8, 0, 3 0 6, 4 0 6 1 5, 7
https://example.org/a_b/ | example dot org slash a underscore b
info@example.org, please | info at example dot org, please
#5 | number 5
#ferry | hashtag ferry
№ 5 | number 5
§ 12 | section 12
§§ 3–5 | sections 3 to 5
A & B | A and B
and/or | and or
he/she | he slash she
2 + 2 = 4 | 2 + 2 = 4
2 × 3 | 2 times 3
10 − 4 = 6 | 10 minus 4 = 6
x < y | x is less than y
5 > 3 | 5 is greater than 3
~5 boats | about 5 boats
C++ | C++
CO2 | C O 2
* * * |
*** |
——— |
• one | one
home → sea | home sea
word* | word
“Wait! Please wait!” cried a voice. | “Wait! Please wait!” cried a voice.
the boat of the quay—for ten seconds | the boat of the quay—for ten seconds
nine and three-quarters | nine and three-quarters
Nguyễn | Nguyen
café naïve | café naïve
"""
