"""The demo world: people, agencies, the catalogue and about 300 dossiers of the past 60 days."""
