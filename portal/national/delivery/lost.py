"""What the database's absence looks like: the process waits for it, everything else is a bug."""

import psycopg
from django import db

LOST_DATABASE = (
    db.OperationalError,
    db.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)
