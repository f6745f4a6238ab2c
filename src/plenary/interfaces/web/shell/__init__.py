"""The frames of the four houses: head, band, menu, foot, and the parts that every page is made of."""
