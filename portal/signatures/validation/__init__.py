"""Checking the signatures of a PDF: who, when, what they cover, and whether they may be believed.

`report` and `words` are plain data and words, for pages too; everything else loads pyHanko and
belongs to jobs.
"""
