"""What the public sees: look up a dossier, see its states."""
