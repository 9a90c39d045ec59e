"""Measurements beside their floors: `make bench` (README.md in this folder says how to read and extend them)."""
