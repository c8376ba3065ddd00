"""The policy of the conversation: clauses as data, each a thing that the software does."""
