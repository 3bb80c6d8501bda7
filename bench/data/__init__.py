"""A province with many dossiers: a few made by the portal's own actions, the rest copies in SQL."""
