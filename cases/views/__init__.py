"""The pages of clues and cases, one file per concept."""
