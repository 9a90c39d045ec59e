"""What the schema's types say and show. None of them is a row: each is presented from a frozen record."""
