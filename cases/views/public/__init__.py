"""The public door: reporting harm, and what everybody may read."""
