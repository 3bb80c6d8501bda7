"""How large a definition may be: more than any real form, little enough to be read at once."""

MAX_SECTIONS = 30
MAX_FIELDS = 200  # of the whole form, those inside groups and tables counted
MAX_CHOICES = 500
MAX_ITEMS = 30  # rows of a group or table
MAX_FILES = 20  # of one field
MAX_MEGABYTES = 20  # as ATTACHMENT_MAX_BYTES allows
MAX_COMPARISONS = 50  # in one condition
MAX_OPERANDS = 20  # of one formula
LARGEST = 10**15  # the largest number that can be answered

MAX_KEY = 60
MAX_PATTERN = 500
MAX_TEXT = {
    "title": 300,
    "intro": 4000,
    "label": 300,
    "hint": 2000,
    "unit": 40,
    "pattern": MAX_PATTERN,
    "pattern_message": 300,
    "item_label": 100,
    "value": 100,
}
MAX_OTHER_TEXT = 100
