"""The pages of the directory, one file per concept."""
