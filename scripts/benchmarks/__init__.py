"""How fast builds and pages are, measured."""
