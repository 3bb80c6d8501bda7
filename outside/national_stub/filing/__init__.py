"""Filing a dossier into the province for a person who is known here, once each."""
