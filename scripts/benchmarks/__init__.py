"""Benchmarks of builds and pages."""
