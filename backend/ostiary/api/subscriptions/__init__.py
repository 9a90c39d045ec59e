"""What can be followed: one file each."""
