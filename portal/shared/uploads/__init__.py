"""Files that people give: kept in quarantine, checked by their content, then put in their place."""
