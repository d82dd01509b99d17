"""Documents on pages: drafts and decisions, previews, service, the bound file."""
