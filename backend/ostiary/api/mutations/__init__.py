"""The root fields that change something, one file each: input, union, resolver, presenter."""
