"""What a province may ask to compare: its own dossiers, day by day."""
