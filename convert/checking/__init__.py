"""What is the matter with records, and the reports of it."""
