"""Digital signatures on PDFs: keys, signing, the visible marks, checking. Knows no dossier."""
