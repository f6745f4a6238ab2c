"""This app keeps no rows; text lives in the rows that need it."""
