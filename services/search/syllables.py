"""Whether folded letters can be a Vietnamese syllable. A word of the language that the catalogue
does not have is no slip of the fingers: it is only mended where its neighbours leave no doubt."""

import re

_ONSET = "(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
_VOWELS = (
    "(?:uyeu|uoi|uou|ieu|yeu|oai|oay|oeo|uay|uya|uye|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue"
    "|ui|uo|uu|uy|ya|ye|[aeiouy])"
)
_CODA = "(?:ch|nh|ng|[cmnpt])?"
_SYLLABLE = re.compile(_ONSET + _VOWELS + _CODA)


def is_syllable(word: str) -> bool:
    """`sinh` and `khia` are; `sinhh` and `lichj` are not."""
    return bool(_SYLLABLE.fullmatch(word))
