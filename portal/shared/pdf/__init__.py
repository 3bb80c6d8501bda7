"""PDFs of the portal: from HTML to a file that is written whole or not at all."""
