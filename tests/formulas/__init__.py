"""Checks of the glossary's formulas by computing with them: a module for each term."""
