"""What the pages of signed-in members share. The pages themselves lie with their offices."""
