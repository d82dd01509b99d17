"""The court's pages: its docket, its facet of a case, what it enters."""
