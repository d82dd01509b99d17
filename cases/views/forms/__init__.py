"""Forms of actions: read, kept, sent; what is offered and what came of it."""
