"""How procedures are used: counted by a job every night, shown to the provincial admin."""
