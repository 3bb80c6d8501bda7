"""The types of field by name."""

from services.eforms.fields.address import Address
from services.eforms.fields.base import FieldType
from services.eforms.fields.computed import Computed
from services.eforms.fields.date import Date
from services.eforms.fields.email import Email
from services.eforms.fields.file import File
from services.eforms.fields.group import Group
from services.eforms.fields.long_text import LongText
from services.eforms.fields.money import Money
from services.eforms.fields.one_of import OneOf
from services.eforms.fields.personal_number import PersonalNumber
from services.eforms.fields.phone import Phone
from services.eforms.fields.several_of import SeveralOf
from services.eforms.fields.table import Table
from services.eforms.fields.tax_code import TaxCode
from services.eforms.fields.text import Text
from services.eforms.fields.whole_number import WholeNumber
from services.eforms.fields.yes_no import YesNo

_ALL: tuple[FieldType, ...] = (
    Text(),
    LongText(),
    WholeNumber(),
    Money(),
    Date(),
    YesNo(),
    OneOf(),
    SeveralOf(),
    PersonalNumber(),
    TaxCode(),
    Phone(),
    Email(),
    Address(),
    Computed(),
    File(),
    Group(),
    Table(),
)
BY_NAME: dict[str, FieldType] = {each.name: each for each in _ALL}
ROWS: dict[str, Group] = {each.name: each for each in _ALL if isinstance(each, Group)}
