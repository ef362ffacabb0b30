"""Which ways out of the house this installation has, from its settings."""

from collections.abc import Mapping

from access.people.records import Way
from api.notices.call import Call, Exchange
from api.notices.email import Email, MailServer, Security
from api.notices.message import Adapter
from api.notices.sms import Gateway, Sms
from api.settings import Settings


def adapters_of(settings: Settings) -> Mapping[Way, Adapter]:
    """An adapter for each way that is set up; readers who wished for another get their next way."""
    adapters: dict[Way, Adapter] = {}
    if settings.mail_host and settings.mail_from:
        password = settings.mail_password
        adapters[Way.EMAIL] = Email(
            MailServer(
                host=settings.mail_host,
                port=settings.mail_port,
                sender=settings.mail_from,
                sender_name=settings.producer,
                security=Security(settings.mail_security),
                login=settings.mail_login,
                password=password.get_secret_value() if password else None,
                unsubscribe=settings.mail_unsubscribe,
                trusted=settings.mail_certificates,
                limit_s=settings.mail_limit_s,
            )
        )
    if settings.sms_url and settings.sms_secret:
        adapters[Way.SMS] = Sms(
            Gateway(
                url=settings.sms_url,
                secret=settings.sms_secret.get_secret_value(),
                limit_s=settings.sms_limit_s,
            )
        )
    if settings.call_spool_dir:
        adapters[Way.CALL] = Call(
            Exchange(
                spool=settings.call_spool_dir,
                beside=settings.call_spool_dir.parent / "dauys-tmp",
                channel=settings.call_channel,
                context=settings.call_context,
            )
        )
    return adapters
