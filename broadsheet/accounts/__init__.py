"""The one user model, sign-in, roles by section."""
