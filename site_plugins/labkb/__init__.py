"""labkb: a knowledge site, a search, calculators and courses from structured YAML."""

__version__ = "0.1.0"
