"""Générateur du guide : des fiches YAML et une bibliographie BibTeX vers un site, des livrets et des données."""
