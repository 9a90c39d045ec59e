"""Factors: each a folder and a line in the registry. It checks; it never counts, locks, audits or mints sessions."""
