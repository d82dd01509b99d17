"""The right-holder's pages: its facet of a case."""
