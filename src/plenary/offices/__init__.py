"""Where the secretariat's work is kept and done. ARCHITECTURE.md tells who may ask whom."""
