"""Procedures as JSON documents: read, checked to the last attribute, never trusted."""
