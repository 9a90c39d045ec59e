"""What HTTP is to us: where a request came from, what guards every answer, and pages that are not GraphQL."""
