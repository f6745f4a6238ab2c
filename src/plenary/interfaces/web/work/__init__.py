"""Where a signed-in person begins: Today in the workspace, the work queue at the desk. Crosses all offices."""
