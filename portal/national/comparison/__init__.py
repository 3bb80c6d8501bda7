"""Our side and the other side laid beside each other: dossiers by day, and the catalogue."""
