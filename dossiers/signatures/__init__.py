"""Digital signatures of results: which are needed, where they stand, who still has to sign.

How a file is signed is the business of `portal.signatures`; here is what hangs on a dossier.
"""
