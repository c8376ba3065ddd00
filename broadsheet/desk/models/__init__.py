"""What the newsroom keeps beside the stories, one file for each purpose."""
