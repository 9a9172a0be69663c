"""What comes into a collection, and everything that is handed out of it."""
