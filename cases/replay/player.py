"""Plays a scenario in one transaction: every event through ``perform``, every expectation
checked.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import User
from cases.actions import perform
from cases.actions.base import Target
from cases.models import Draft, StoredFile
from cases.replay.expectations import unmet
from cases.replay.scenario import Scenario, ScenarioEvent
from cases.services.waiting_files import delete_stored
from cases.sweep import sweep
from cases.views.file import receive
from pilit.law.errors import DomainError
from pilit.web.texts import errors_of, message_of


class ReplayError(Exception):
    """An event was refused, not refused as expected, or an expectation failed. Nothing is left
    behind.
    """

    def __init__(self, number: int, event: ScenarioEvent, reason: str, code: str = "") -> None:
        self.number = number
        self.event = event
        self.reason = reason
        self.code = code
        what = event.action or ("sweep" if event.sweep else "expect")
        super().__init__(
            _("event %(number)d (%(at)s, %(what)s): %(reason)s")
            % {
                "number": number,
                "at": f"{event.at:%Y-%m-%dT%H:%M}",
                "what": what,
                "reason": reason,
            }
        )


class _DryRun(Exception):  # noqa: N818 - rolls the transaction back, no error
    """Raised at the end of a dry run."""


@dataclass
class Report:
    """What a replay did: how many events, and the clues and cases it made, by their names in the
    file.
    """

    title: str
    events: int = 0
    made: dict[str, str] = field(default_factory=dict)


def play(
    scenario: Scenario,
    *,
    dry_run: bool = False,
    heard: Callable[[int, ScenarioEvent], None] | None = None,
) -> Report:
    """Perform a scenario, all or nothing; ``dry_run`` performs it and leaves nothing behind.

    ``heard`` is called after each event. Raises :class:`ReplayError` naming the event by its
    number.
    """
    report, player, done = Report(scenario.title), Player(), False
    try:
        with transaction.atomic():
            for number, event in enumerate(scenario.events, 1):
                player.play(number, event)
                report.events = number
                if heard is not None:
                    heard(number, event)
            report.made = {name: target.number for name, target in player.named.items()}
            if dry_run:
                raise _DryRun
        done = True
    except _DryRun:
        pass
    finally:
        if not done:
            player.drop(player.uploaded)
    return report


class Player:
    """Performs events one by one and knows what they made by the names the file gives."""

    def __init__(self) -> None:
        self.named: dict[str, Target] = {}
        self.uploaded: list[StoredFile] = []

    def play(self, number: int, event: ScenarioEvent) -> None:
        """Perform one event. Raises :class:`ReplayError`."""
        if event.sweep:
            # Only what the file tells of: other people's cases live under the real clock.
            sweep(event.at, among=self.named.values())
        elif event.expect is not None:
            target = self._subject(number, event, event.expect.on)
            fault = unmet(event.expect, target, event.at)
            if fault:
                raise ReplayError(number, event, fault)
        else:
            self._act(number, event)

    def _act(self, number: int, event: ScenarioEvent) -> None:
        refusal: DomainError | None = None
        before = len(self.uploaded)
        try:
            with transaction.atomic():
                self._perform(number, event)
        except DomainError as refused:
            refusal = refused
            self.drop(self.uploaded[before:])
        if event.refused is None and refusal is not None:
            raise ReplayError(number, event, _told(refusal), refusal.code) from refusal
        if event.refused is not None and refusal is None:
            reason = _("expected the refusal %(code)s, but it was done") % {"code": event.refused}
            raise ReplayError(number, event, reason)
        if refusal is not None and refusal.code != event.refused:
            reason = _("expected the refusal %(code)s, but it was %(told)s") % {
                "code": event.refused,
                "told": _told(refusal),
            }
            raise ReplayError(number, event, reason, refusal.code) from refusal

    def _perform(self, number: int, event: ScenarioEvent) -> None:
        on = self._subject(number, event, event.on) if event.on else None
        actor = self._actor(number, event, event.actor or "")
        outcome = perform(
            event.action or "",
            on,
            actor,
            {**event.data, **self._received(event, actor)},
            event.at,
            occurred_at=event.occurred_at,
            late_entry=True,
        )
        made = outcome.made
        if event.decided_by is not None:
            if outcome.draft is None:
                raise ReplayError(
                    number, event, _("this action is not decided by others; leave out decided_by")
                )
            made = self._decide(number, event, outcome.draft)
        if event.as_ is not None:
            if made is None:
                reason = _("nothing was made to be called %(name)s") % {"name": event.as_}
                raise ReplayError(number, event, reason)
            self.named[event.as_] = made

    def _received(self, event: ScenarioEvent, actor: Actor) -> dict[str, list[str]]:
        """The ids of what the event uploads, by field."""
        received: dict[str, list[str]] = {}
        for name, paths in event.files.items():
            for path in paths:
                upload = SimpleUploadedFile(path.name, path.read_bytes())
                row = receive(upload, actor, event.at)
                self.uploaded.append(row)
                received.setdefault(name, []).append(str(row.pk))
        return received

    @staticmethod
    def drop(rows: Iterable[StoredFile]) -> None:
        """Remove from the store what was uploaded for what was not done after all."""
        for row in rows:
            delete_stored(row)

    def _decide(self, number: int, event: ScenarioEvent, draft: Draft) -> Target | None:
        target = draft.case or draft.clue
        steps = zip(("review_draft", "decide_draft"), event.decided_by or (), strict=True)
        made = None
        for step, name in steps:
            actor = self._actor(number, event, name)
            made = perform(step, target, actor, {"draft": draft.pk}, event.at).made
        return made

    def _subject(self, number: int, event: ScenarioEvent, name: str) -> Target:
        if name not in self.named:
            reason = _("nothing above is called %(name)s") % {"name": name}
            raise ReplayError(number, event, reason)
        target = self.named[name]
        rows = type(target)._default_manager.select_related("procuratorate")
        fresh: Target = rows.get(pk=target.pk)
        return fresh

    def _actor(self, number: int, event: ScenarioEvent, name: str) -> Actor:
        return actor_named(
            name, timezone.localdate(event.at), lambda why: ReplayError(number, event, why)
        )


def actor_named(name: str, on: dt.date, fault: Callable[[str], Exception]) -> Actor:
    """The person of a user name with the posts held on a Beijing date; ``fault`` for nobody."""
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise fault(_("there is nobody called %(name)s in the directory") % {"name": name})
    return Actor.of(user, on)


def _told(refusal: DomainError) -> str:
    fields = "; ".join(f"{name}: {' '.join(said)}" for name, said in errors_of(refusal).items())
    return f"{refusal.code}: {message_of(refusal)}" + (f" ({fields})" if fields else "")
