"""What a language model says of the text, where the paper has one. It counts, and never decides."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Signal, Submission

CLAUSES = {
    "toxicity": "inflammatory",
    "identity_attack": "inflammatory",
    "insult": "personal-attack",
    "threat": "illegal",
    "obscene": "obscene",
    "profanity": "obscene",
    "spam": "spam",
}
"""The clause that each score speaks of; a score of another name speaks of none."""


def toxicity(submission: Submission) -> Iterator[Signal]:
    """Notice each score that is high; it is named with the model that gave it."""
    for name, score in sorted(submission.scores.items()):
        clause = CLAUSES.get(name)
        if clause and score >= submission.bounds.toxicity:
            facts = (("score", round(score, 3)), ("name", name), ("model", submission.model))
            weight = round(min(1.0, score), 3)
            yield Signal("toxicity", clause, "scored", None, facts, weight, machine=True)
