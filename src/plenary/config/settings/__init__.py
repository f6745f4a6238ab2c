"""One file for each environment, over base.py."""
