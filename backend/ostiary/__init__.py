"""Ostiary, the doorkeeper: a self-hosted sign-in service with multi-factor authentication."""

__version__ = "0.1.0"
