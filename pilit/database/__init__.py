"""What belongs to the database and to no application: the rights of its roles."""
