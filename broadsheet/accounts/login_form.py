"""The form by which staff sign in: apart, for allauth loads it while its own forms load."""

from allauth.account.forms import LoginForm


class PasswordLoginForm(LoginForm):
    """E-mail address and password.

    Since no password is asked of readers when they open an account, allauth would leave it out.
    """

    def _setup_password_field(self) -> None:
        """Keep the field."""
        self.fields["password"].help_text = ""
