"""Letters."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Hears the record; after every office, so that each verb about times is known."""

    name = "plenary.interfaces.mail"
    label = "mail"

    def ready(self) -> None:
        """Begin to hear."""
        from plenary.interfaces.mail import reactions  # noqa: PLC0415  registry must be ready

        reactions.listen()
