"""Digitising: from files and photos to straightened pages, from pages to one PDF/A per paper.

What works on pixels (`pixels/`) is loaded by jobs only; the rest serves pages and jobs alike.
"""
