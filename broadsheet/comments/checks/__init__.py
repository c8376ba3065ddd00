"""What is checked of a text before it is shown, one file a rule."""
