"""Use cases: one file each, one transaction each. Each answers an outcome; a wrong code is not an exception."""
