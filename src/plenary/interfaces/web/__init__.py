"""The pages. shell/ holds the frames of the four houses; then one folder for each office."""
