"""What a person does on the site, done in a real browser."""
