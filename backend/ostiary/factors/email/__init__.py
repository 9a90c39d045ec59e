"""The email factor: a code mailed to the account."""
