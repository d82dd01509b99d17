"""Notifications and the mails that repeat them: both commit with the change they tell of.

A mail reaches a person at most once. It is claimed, in a transaction of its own, before it is sent:
a crash in between leaves it claimed, and what is claimed is never sent again. The notification in
the page stands either way.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agencies.models import Notification, User
from agencies.params import pack
from agencies.services.notifications import notify
from cases.models import Case, Clue, Digest, Matter, OutboxMail
from cases.services.digest_lines import lines_of
from cases.sorts import sort_of
from pilit.law.texts import N_, Text

#: How often a mail server may refuse a mail before it is given up: for more than half a day.
MOST_ATTEMPTS: Final = 8
FIRST_PAUSE: Final = dt.timedelta(minutes=5)
SUBJECT_LENGTH: Final = 120
ERROR_LENGTH: Final = 300

log = logging.getLogger(__name__)


def page_of(target: Clue | Case | Matter) -> tuple[str, dict[str, str]]:
    """The page of a clue, case or matter: URL name and its arguments."""
    if isinstance(target, Matter):
        return sort_of(target).page, {"number": target.number}
    name = "cases:case" if isinstance(target, Case) else "cases:clue"
    return name, {"number": target.number}


def tell_people(
    people: Iterable[User],
    kind: str,
    title: str,
    params: Mapping[str, Any],
    target: Clue | Case | Matter,
    at: dt.datetime,
) -> list[Notification]:
    """Notify people in the page, and by mail those who have an address. ``title`` is a message
    id.
    """
    url_name, url_args = page_of(target)
    told = notify(people, kind, title, params, url_name, url_args, at)
    queue_mail(told, at)
    return told


def notice(
    person: User, kind: str, message: Text, target: Clue | Case | Matter, at: dt.datetime
) -> Notification:
    """A notification on a clue or case, not saved yet; see :func:`send_out`."""
    url_name, url_args = page_of(target)
    return Notification(
        recipient=person,
        kind=kind,
        title=message.msgid,
        params=pack(message.params),
        url_name=url_name,
        url_args=url_args,
        created_at=at,
    )


def unsay(person: User, targets: Iterable[Clue | Case]) -> None:
    """Take out of a person's messages what they say of clues and cases; mails that wait too.

    That there was a message remains.
    """
    for target in targets:
        url_name, url_args = page_of(target)
        Notification.objects.filter(recipient=person, url_name=url_name, url_args=url_args).update(
            title=N_("A message on a case from which you are recused"),
            params={},
            url_name="",
            url_args={},
        )


def send_out(notifications: Iterable[Notification], at: dt.datetime) -> None:
    """Save notifications of any content, and queue their mails, by two statements."""
    queue_mail(Notification.objects.bulk_create(notifications), at)


def queue_mail(told: Iterable[Notification], at: dt.datetime) -> None:
    """Put a mail for each notification into the outbox, where its reader has an address."""
    OutboxMail.objects.bulk_create(
        OutboxMail(recipient=item.recipient, notification=item, not_before=at, created_at=at)
        for item in told
        if item.recipient.email
    )


def deliver(at: dt.datetime) -> int:
    """Send the mails that wait at a moment; returns how many the mail server took.

    What it refuses waits longer each time and is given up in the end. Where no server can be
    reached none is claimed: all wait. Where the connection broke while a mail was handed over,
    nobody knows whether it arrived: it stays claimed. Cannot run inside a transaction, whose
    rollback would undo the claim.
    """
    sent = 0
    while _waiting(at).exists():
        # One mail a connection: what is claimed is sent at once, so that a crash leaves no more
        # than one mail claimed, and no earlier mail can have spoilt the connection.
        server = mailers.default
        try:
            server.open()
        except OSError as fault:
            log.warning("The mail server cannot be reached, mails wait: %s", fault)
            break
        try:
            mail = _claim(at)
            sent += mail is not None and _send(mail, server, at)
        finally:
            _close(server)
    return sent


def _waiting(at: dt.datetime) -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(status=OutboxMail.Status.WAITING, not_before__lte=at).order_by(
        "not_before", "id"
    )


def _claim(at: dt.datetime) -> OutboxMail | None:
    """Take a mail that nobody else is taking, committed before it is sent."""
    with transaction.atomic(durable=True):
        mail = (
            _waiting(at)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient", "notification")
            .first()
        )
        if mail is not None:
            mail.status = OutboxMail.Status.CLAIMED
            mail.save(update_fields=["status"])
    return mail


def _send(mail: OutboxMail, server: BaseEmailBackend, at: dt.datetime) -> bool:
    """Hand one mail over and note what came of it; whether it was taken."""
    try:
        server.send_messages([_message(mail)])
    except (
        smtplib.SMTPResponseException,
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPNotSupportedError,
    ) as refusal:
        _refused(mail, refusal, at)
    except OSError as fault:
        log.warning("Nobody knows whether mail %d arrived: %s", mail.pk, fault)
        _note(mail, error=f"outcome unknown: {fault}")
    except (ValueError, LookupError) as fault:
        # The address or the text is no good, and will not be next time.
        log.exception("Mail %d cannot be written", mail.pk)
        _note(mail, status=OutboxMail.Status.FAILED, error=str(fault))
    else:
        _note(mail, status=OutboxMail.Status.SENT, sent_at=at)
        return True
    return False


def _refused(mail: OutboxMail, refusal: OSError, at: dt.datetime) -> None:
    """Let a mail wait; a refusal for good cannot be told from one by a server set up wrongly."""
    attempts = mail.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        log.error("Mail %d is given up: %s", mail.pk, refusal)
        _note(mail, status=OutboxMail.Status.FAILED, attempts=attempts, error=str(refusal))
        return
    _note(
        mail,
        status=OutboxMail.Status.WAITING,
        attempts=attempts,
        not_before=at + FIRST_PAUSE * 2 ** (attempts - 1),
        error=str(refusal),
    )


def _note(mail: OutboxMail, *, error: str = "", **changes: Any) -> None:
    OutboxMail.objects.filter(pk=mail.pk).update(error=error[:ERROR_LENGTH], **changes)


def _message(mail: OutboxMail) -> EmailMessage:
    """The mail in its reader's language. Its Message-ID is the same however often it is built."""
    told, site = mail.notification, settings.PILIT_PUBLIC_URL
    digest = Digest.objects.filter(notification=told).first()
    with translation.override(mail.recipient.language):
        text = told.text
        lines = [lines_of(digest, site)] if digest else []
        closing = _("Log in to see more. This message was sent automatically; do not reply to it.")
    parts = [text, *lines, f"{site}{told.url or '/'}", closing] if site else [text, *lines, closing]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        subject=" ".join(Truncator(text).chars(SUBJECT_LENGTH).split()),
        body="\n\n".join(parts) + "\n",
        to=[mail.recipient.email],
        headers={"Message-ID": f"<outbox-{mail.pk}@{domain}>"},
    )


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except OSError as fault:
        log.info("The mail server did not take leave: %s", fault)
