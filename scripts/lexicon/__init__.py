"""Lexicon: validates the glossary and builds its website."""

__version__ = "0.1.0"
