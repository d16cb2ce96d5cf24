"""The parts of make_tables.py: one module a kind of table. Standard library only."""
