"""Where everything is kept: the only package that imports Tortoise. Its functions answer frozen records."""
