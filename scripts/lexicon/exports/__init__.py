"""The glossary for programs: one module for each format, from Glossary to bytes."""
