"""Revisions beside each other, and one to be read whole."""
