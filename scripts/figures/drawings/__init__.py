"""A module for each term with figures; every function declared with `@figure` draws one."""
