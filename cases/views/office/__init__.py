"""The pages of those who lead, register and assign."""
