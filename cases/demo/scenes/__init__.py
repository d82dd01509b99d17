"""What happens in a story, scene by scene; each writes its steps into a :class:`Script`."""
