"""What the national portal asks of us: to file a dossier for a citizen, and how dossiers stand."""
