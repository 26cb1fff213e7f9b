"""Putting messages into the outbox, and what staff do with them. Handing them to a server is `delivery.py`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from cadre.documents.models import Document
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import text
from cadre.lib.errors import Conflict, Refusal
from cadre.messages import rehearsing, rules, states, wishes
from cadre.messages.delivery import enqueue_sending, forget_secrets
from cadre.messages.mail import Kind, Mail, kind_named
from cadre.messages.models import Message, MessageAttachment, Template, id_of
from cadre.messages.queries import words_in_use
from cadre.messages.sealing import seal, unseal
from cadre.messages.states import MESSAGE


def post(mail: Mail, *, now: datetime, hold: str = "") -> Message:
    """Put a message in the outbox, in the caller's transaction: rolled back with it, sent after it.

    Posting the same key again answers with the first message. `hold` keeps it back, with a reason for staff. A
    message that lacks a value its text needs, or an address, is held by itself.
    """
    return post_all([mail], now=now, hold=hold)[0]


def post_all(mails: Sequence[Mail], *, now: datetime, hold: str = "") -> list[Message]:
    """`post` for many messages, in the order given. Six queries, or seven with files, and one more per 38 on SQLite."""
    with transaction.atomic(savepoint=False):
        return _post_all(mails, now=now, hold=hold)


def _post_all(mails: Sequence[Mail], *, now: datetime, hold: str) -> list[Message]:
    words = words_in_use(str(mail.kind) for mail in mails)
    asked = [id_of(mail.key) for mail in mails]
    posted = list(Message.objects.filter(pk__in=asked).order_by().values_list("pk", flat=True))
    known = Message.objects.in_bulk(posted) if posted else {}
    new: dict[UUID, Message] = {}
    files: list[MessageAttachment] = []
    for mail in mails:
        pk = id_of(mail.key)
        if pk not in known and pk not in new:
            new[pk] = _written(mail, *words[str(mail.kind)], now=now, hold=hold)
            files.extend(_attached(new[pk], mail))
    if new:
        met = [] if rehearsing.collects() else wishes.meet(list(new.values()), now=now)
        Message.objects.bulk_create(new.values(), ignore_conflicts=True)
        wishes.settle(met)
        if files:
            MessageAttachment.objects.bulk_create(files, ignore_conflicts=True)
        if rehearsing.collects():
            rehearsing.collect(list(new.values()), files)
        else:
            enqueue_sending([message for message in new.values() if message.state == "queued"])
    known.update(new)
    return [known[id_of(mail.key)] for mail in mails]


def _written(mail: Mail, version: int, subject: str, body: str, *, now: datetime, hold: str) -> Message:
    kind = mail.kind if isinstance(mail.kind, Kind) else kind_named(mail.kind)
    if unknown := set(mail.fields) - set(kind.fields):
        raise ValueError(f"Mail kind {kind.key} has no field {', '.join(sorted(unknown))}.")
    lacking = rules.lacking(rules.used_fields(subject, body), mail.fields)
    rendered = rules.render(subject, body, mail.fields)
    to, to_fault = _address(mail.to)
    reasons = [hold, to_fault, f"No value for {', '.join(map(_in_words, lacking))}." if lacking else ""]
    reason = " ".join(filter(None, reasons))
    secrets = {name: str(value) for name, value in mail.fields.items() if isinstance(value, rules.Secret)}
    return Message(
        id=id_of(mail.key),
        key=mail.key,
        kind=kind.key,
        template_version=version,
        careful=kind.careful,
        to=to,
        to_name=text.line(mail.to_name.replace(text.NO_CHARACTER, ""), max_length=10_000)[:200],
        cc=[address for address, fault in map(_address, mail.cc) if not fault],
        subject=rendered.subject,
        text=signed(rendered.text),
        html=rendered.html,
        secrets=seal(secrets if lacking else rendered.secrets),
        fields={name: _kept(value) for name, value in mail.fields.items() if name not in secrets} if lacking else {},
        about_kind=mail.about._meta.label_lower if mail.about else "",
        about_id=str(mail.about.pk) if mail.about else "",
        about_label=str(mail.about)[:200] if mail.about else "",
        state="held" if reason else "queued",
        last_error=reason,
        created_at=now,
    )


def signed(body: str) -> str:
    """The plain text with the provider's name and address under it."""
    details = settings.PROVIDER
    return f"{body}\n\n-- \n{details['name']}\n{details['address']}\n{details['phone']}"


def _kept(value: rules.Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _in_words(name: str) -> str:
    return name.replace("_", " ")


def _address(typed: str) -> tuple[str, str]:
    try:
        address = text.email(typed)
    except ValueError:
        return typed[:254], "The email address is not one."
    return (address, "") if address else ("", "There is no email address.")


def _attached(message: Message, mail: Mail) -> list[MessageAttachment]:
    rows = []
    for position, file in enumerate(mail.attachments):
        row = MessageAttachment(message=message, position=position, filename=file.filename)
        if isinstance(file, Document):
            row.document, row.content_type = file, "application/pdf"
        else:
            row.content, row.content_type = file.content, file.content_type
        rows.append(row)
    return rows


@transaction.atomic
def hold(message: Message, *, by: Actor, reason: str) -> None:
    """Keep a message back that has not gone yet. Raises Refusal once it is under way."""
    message = _locked(message)
    message.state = MESSAGE.after("held", message.state)
    message.last_error = reason
    message.save(update_fields=["state", "last_error"])
    journal.record(states.MESSAGE_HELD, message, by=by, reason=reason)


@transaction.atomic
def release(message: Message, *, by: Actor) -> None:
    """Let a held message go. Raises Refusal while it lacks a value or an address."""
    message = _locked(message)
    state = MESSAGE.after("released", message.state)
    if lacking := lacking_values(message):
        raise Refusal(f"This message still lacks {', '.join(map(_in_words, lacking))}.")
    if _address(message.to)[1]:
        raise Refusal("This message has no email address it could go to.")
    _queue(message, state)
    journal.record(states.MESSAGE_RELEASED, message, by=by)


@transaction.atomic
def fill_in(message: Message, *, values: Mapping[str, str], to: str = "", by: Actor) -> None:
    """Give a held message the values it lacks, and a better address. It stays held until it is released."""
    message = _locked(message)
    if message.state != "held":
        raise Refusal("Only a held message can be filled in.")
    kind = kind_named(message.kind)
    subject, body = words_of(message)
    merged: dict[str, rules.Value] = {**message.fields, **{name: value for name, value in values.items() if value}}
    merged |= {name: rules.Secret(value) for name, value in unseal(message.secrets).items()}
    filled = [name for name, value in values.items() if value and name in kind.fields]
    if filled:
        rendered = rules.render(subject, body, merged)
        lacking = rules.lacking(rules.used_fields(subject, body), merged)
        message.subject, message.text, message.html = rendered.subject, signed(rendered.text), rendered.html
        message.fields = {k: _kept(v) for k, v in merged.items() if not isinstance(v, rules.Secret)} if lacking else {}
        message.last_error = f"No value for {', '.join(map(_in_words, lacking))}." if lacking else ""
    if to:
        message.to, fault = _address(to)
        if fault:
            raise Refusal(fault, field="to")
        filled.append("address")
        message.last_error = message.last_error if lacking_values(message) else ""
    message.save()
    journal.record(states.MESSAGE_FILLED_IN, message, by=by, fields=", ".join(map(_in_words, filled)))


@transaction.atomic
def discard(message: Message, *, by: Actor) -> None:
    """Never send this message. Its personal links are forgotten."""
    message = _locked(message)
    message.state = MESSAGE.after("discarded", message.state)
    message.secrets, message.next_try_at = "", None
    message.save(update_fields=["state", "secrets", "next_try_at"])
    journal.record(states.MESSAGE_DISCARDED, message, by=by)


@transaction.atomic
def send_again(message: Message, *, by: Actor) -> None:
    """Try a message again that failed, or that may not have gone. The reader may get it twice."""
    message = _locked(message)
    _queue(message, MESSAGE.after("sent_again", message.state))
    journal.record(states.MESSAGE_SENT_AGAIN, message, by=by)


@transaction.atomic
def mark_as_sent(message: Message, *, now: datetime, by: Actor) -> None:
    """Settle an uncertain message: somebody found out that it had gone."""
    message = _locked(message)
    message.state = MESSAGE.after("marked_as_sent", message.state)
    message.sent_at, message.last_error = now, ""
    forget_secrets(message)
    message.save(update_fields=["state", "sent_at", "last_error", "secrets"])
    journal.record(states.MESSAGE_MARKED_AS_SENT, message, by=by)


@transaction.atomic
def save_template(kind: Kind, *, subject: str, body: str, based_on: int, now: datetime, by: Actor) -> Template:
    """Write a new version of a kind's words. It comes into use when a second person activates it.

    Raises Refusal naming every field that is unknown or not closed, and Conflict when somebody has written a
    version since `based_on` was read.
    """
    refuse_faults(kind, subject=subject, body=body)
    last = latest_version(kind)
    if last != based_on:
        theirs = Template.objects.filter(kind=kind.key, version=last).first()
        if theirs is None:
            raise Refusal("These words are not based on any version. Open the page again, then save.")
        raise _written_meanwhile(theirs)
    said = {"subject": subject, "body": body, "saved_at": now, "saved_by_id": by.pk, "saved_by_name": by.name[:200]}
    template, new = Template.objects.get_or_create(kind=kind.key, version=last + 1, defaults=said)
    if not new:
        raise _written_meanwhile(template)
    journal.record(states.TEMPLATE_SAVED, template, by=by, about=kind.name, version=template.version)
    return template


def _written_meanwhile(theirs: Template) -> Conflict:
    return Conflict(
        f"{theirs.saved_by_name} has written version {theirs.version} meanwhile. Read it, then save yours again.",
        theirs={"subject": theirs.subject, "body": theirs.body, "version": theirs.version},
    )


@transaction.atomic
def activate_template(template: Template, *, now: datetime, by: Actor) -> None:
    """Put a version into use for what is posted from now on. Raises Refusal for the person who wrote it, and for what
    is in use already: all versions of the kind are held, so that of two at once the second is told."""
    versions = Template.objects.filter(kind=template.kind).order_by("pk").select_for_update()
    template = next(one for one in versions if one.pk == template.pk)
    if by.pk is not None and by.pk == template.saved_by_id:
        raise Refusal("You wrote this version, so somebody else reads it and puts it into use.")
    if template.in_use:
        raise Refusal("This version is in use already.")
    kind = kind_named(template.kind)
    refuse_faults(kind, subject=template.subject, body=template.body)
    Template.objects.in_use().filter(kind=template.kind).update(in_use=False)
    template.in_use, template.activated_at, template.activated_by_name = True, now, by.name[:200]
    template.save(update_fields=["in_use", "activated_at", "activated_by_name"])
    journal.record(states.TEMPLATE_ACTIVATED, template, by=by, about=kind.name, version=template.version)


def refuse_faults(kind: Kind, *, subject: str, body: str) -> None:
    """Raises Refusal for words that cannot be used for this kind, naming every fault of the first field at fault."""
    if faults := rules.subject_faults(subject, kind.fields):
        raise Refusal(" ".join(faults), field="subject")
    if faults := rules.body_faults(body, kind.fields):
        raise Refusal(" ".join(faults), field="body")


def latest_version(kind: Kind) -> int:
    """The newest version of a kind's words, in use or not; 0 when only the room's own exist."""
    return Template.objects.filter(kind=kind.key).aggregate(newest=Max("version"))["newest"] or 0


def words_of(message: Message) -> tuple[str, str]:
    """The subject and body this message was made from."""
    if message.template_version:
        template = Template.objects.get(kind=message.kind, version=message.template_version)
        return template.subject, template.body
    return kind_named(message.kind).subject, kind_named(message.kind).body


def lacking_values(message: Message) -> list[str]:
    """The fields a held message cannot go without."""
    if not message.fields:
        return []
    known: dict[str, rules.Value] = dict(message.fields)
    known |= unseal(message.secrets)
    return rules.lacking(rules.used_fields(*words_of(message)), known)


def _locked(message: Message) -> Message:
    return Message.objects.select_for_update().get(pk=message.pk)


def _queue(message: Message, state: str) -> None:
    """Back into the queue under a number of its own, so that the sending is queued anew."""
    message.state, message.last_error, message.next_try_at = state, "", None
    message.attempts += 1
    message.save(update_fields=["state", "last_error", "next_try_at", "attempts"])
    enqueue_sending([message])
