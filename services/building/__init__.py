"""Building an e-form: changes of its JSON as pure functions, each giving a new form.

A form under construction may be incomplete in two ways that a published one may not: a section
without fields, and a group or table without columns (`services.building.mistakes`).
"""
