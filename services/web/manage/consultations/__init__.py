"""Consultations as the admins see them: opening, ending, comments, the answer."""
