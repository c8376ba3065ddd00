"""What the readers of other systems' exports have in common: neutral forms, and careful doors."""
