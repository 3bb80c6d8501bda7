"""E-forms: the declaration of a procedure as data; its JSON is described in docs/eforms.md."""
