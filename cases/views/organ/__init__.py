"""The organ's pages: its inbox, its facet of a case, its replies."""
