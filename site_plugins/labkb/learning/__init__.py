"""Courses and questions as the browser gets them, and results read back."""
