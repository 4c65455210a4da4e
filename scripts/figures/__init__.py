"""Programs that compute and draw the figures, with one module in `drawings` for each term that has figures."""
