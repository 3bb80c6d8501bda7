"""Reconciliation for the provincial admin; the auditor reads."""
