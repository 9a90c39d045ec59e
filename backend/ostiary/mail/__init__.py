"""Mail: what a message is, and the ways that one leaves."""
