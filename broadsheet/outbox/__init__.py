"""Acts at their time, and what follows from acts, kept until it is done; knows nothing of news."""
