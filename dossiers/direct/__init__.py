"""A whole dossier in one request, as programs send it: of the national portal, of a citizen.

`filing` is what is asked in plain values, `plan` what it means under our catalogue, `files` its
papers; the use cases are `dossiers/actions/file_directly` and the national portal's own.
"""
