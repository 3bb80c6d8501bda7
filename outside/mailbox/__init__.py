"""The demo's post: takes every mail, sends none on, and shows them on a page."""
