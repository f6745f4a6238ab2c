"""Official languages, and text held in several of them."""
