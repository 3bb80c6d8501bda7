"""Dossiers: the public look-up, and the citizen's own."""
