"""Filings by the national portal: a dossier for a citizen who signed in there, once for each key.

`filing` is what is asked in plain values, `plan` what it means under our catalogue, `files` its
papers, `person` whose it is, `actions/file_for_citizen` the use case. The wire is portal.api's.
"""
