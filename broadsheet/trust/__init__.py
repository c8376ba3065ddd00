"""What the paper answers to readers and to the law: requests for a correction, their answers."""
