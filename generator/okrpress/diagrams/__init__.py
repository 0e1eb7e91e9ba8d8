"""Company → Graph (a value) → DOT → layout → SVG: one module per picture, one that draws many at a time."""
