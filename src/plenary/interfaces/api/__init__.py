"""The JSON of the house, for scripts: the same acts through the same gate, described by OpenAPI."""
