"""Nothing of what is under embargo is told before it lifts, whoever asks and wherever."""
