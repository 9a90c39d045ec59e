"""The GraphQL API: the only place that knows Strawberry. It parses, calls a use case and presents its outcome."""
