"""The line to the national portal under load: an outage of three days, and how long it takes
until everything has arrived."""
