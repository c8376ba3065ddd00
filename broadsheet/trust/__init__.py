"""What the paper answers to readers and to the law: requests for a correction, and their answers."""
