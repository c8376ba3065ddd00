"""What readers asked of the paper, one file for each purpose."""
