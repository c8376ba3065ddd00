"""The conversation under the stories: readers' words, the paper's policy, and moderation."""
