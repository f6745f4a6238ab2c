"""The release this checkout will become, read by the wheel and shown on the House page."""

__version__ = "0.1.0"
