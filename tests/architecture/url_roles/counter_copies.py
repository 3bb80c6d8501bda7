"""Rows of what follows the papers at the counter: claiming the account."""

from tests.architecture.url_roles.rows import Row, guests

COUNTER_COPIES = [
    Row("accounts:claim", guests(200, 302), guests(422, 302)),
]
