"""What a live screen and a page cost, each beside something bare in the same run. `make bench` prints the tables."""
