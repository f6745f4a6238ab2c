"""The way of a new house from its founding to its first sitting, and the checks that stay until they are done."""
