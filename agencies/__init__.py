"""The directory: organisations, people, appointments and what they are told."""
