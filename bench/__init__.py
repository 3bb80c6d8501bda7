"""`make bench`: how fast the portal is, each figure as a ratio to the floor of the same run.

`database` and `data` make a province of 100,000 dossiers, `server` starts the portal as the
Procfile does, `client` drives it with wrk, `cases` says what is asked, `checks` that it happened.
"""
