"""The figures of supervision: what each counts, kept current by deltas, checked every night."""
