"""Agencies and staff, as the provincial admin manages them; what a closing takes with it."""
