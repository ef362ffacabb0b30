"""What a text would be on the keyboard of another language: «ghtcnegktybt» is «преступление».

The keys of the usual layouts of Windows and Linux: Russian ЙЦУКЕН, and the Kazakh one, whose own
letters lie on the row of digits.
"""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_SHIFTED = str.maketrans('{}:"<>~', "[];',.`")
_KAZAKH_KEYS = {
    "2": "ә", "3": "і", "4": "ң", "5": "ғ", "8": "ү", "9": "ұ", "0": "қ", "-": "ө", "=": "һ",
}  # fmt: skip
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_KAZAKH = str.maketrans(dict(zip(_LATIN, _RUSSIAN, strict=True)) | _KAZAKH_KEYS)
_TO_LATIN = str.maketrans(
    dict(zip(_RUSSIAN, _LATIN, strict=True)) | {letter: key for key, letter in _KAZAKH_KEYS.items()}
)


def other_layouts(text: str) -> list[str]:
    """The text as other keyboards would have written it; often none makes sense."""
    small = text.lower().translate(_SHIFTED)
    read = (small.translate(table) for table in (_TO_RUSSIAN, _TO_KAZAKH, _TO_LATIN))
    return [other for other in dict.fromkeys(read) if other != small]
