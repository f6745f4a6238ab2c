"""Tells open pages that something changed: an outbox in the act's transaction, and a hub that fans out
after it.

What goes out is a topic and a version, never content; each page then asks for its own view under its own
rights. hub.py and admission.py know nothing of Django, so that the hub starts quickly and can run apart.
"""
