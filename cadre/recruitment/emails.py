"""Mails of recruitment: a reminder to go on with an application, and digests before the deadline."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from cadre.applications.models import Application
from cadre.lib.dates import long_day
from cadre.messages.mail import Mail, Secret, kind
from cadre.partners.models import Partner
from cadre.people.models import User
from cadre.recruitment.access import stop_token
from cadre.recruitment.models import Digest, RecruitmentPolicy
from cadre.recruitment.queries.cockpit import Course
from cadre.recruitment.queries.digests import Line, Report
from cadre.recruitment.rules.digest import days_words

FINISH = kind(
    "recruitment.finish",
    name="Finish your application",
    when="the office or a partner reminds people who stopped halfway",
    fields={
        "name": "the applicant's name, or “colleague”",
        "course": "the qualification and intake, such as NPQSL, Spring 2027",
        "partner": "the partner they chose, in a sentence",
        "resume_link": "the way back into the application",
        "closes": "the last day to apply",
        "stop_link": "the page to say no to reminders on",
    },
)
CLOSES_EARLIER = kind(
    "recruitment.closes_earlier",
    name="Registration closes earlier",
    when="the office moves the end of registration to an earlier day, to people whose application is not finished",
    fields={
        "name": "the applicant's name, or “colleague”",
        "course": "the qualification and intake, such as NPQSL, Spring 2027",
        "closes": "the last day to apply now",
        "before": "the last day it was",
        "resume_link": "the way back into the application",
    },
)
OFFICE_DIGEST = kind(
    "recruitment.office_digest",
    name="How recruitment stands, to operations",
    when="on the days before a deadline that the policy names",
    fields={
        "name": "who reads it",
        "intake": "the intake",
        "days": "in how many days registration closes",
        "closes": "the last day to apply",
        "qualifications": "a line for each qualification",
        "groups": "a line for each short group, with what would help",
        "page_link": "the page where every group stands",
        "remind_link": "the page to remind everybody who stopped halfway on",
    },
)
PARTNER_DIGEST = kind(
    "recruitment.partner_digest",
    name="How your groups stand, to a partner",
    when="on the days before a deadline that the policy names",
    fields={
        "name": "who reads it",
        "partner": "the partner",
        "intake": "the intake",
        "days": "in how many days registration closes",
        "closes": "the last day to apply",
        "groups": "a line for each of its groups, with what would help",
        "page_link": "their page of recruitment, which also reminds those who stopped halfway",
    },
)


def link(name: str, *args: str) -> str:
    """An address of this site, whole."""
    return settings.SITE_URL + reverse(name, args=args)


def finish(application: Application, token: str, *, policy: RecruitmentPolicy) -> Mail:
    """Once for each address under a policy."""
    partner = application.preferred_partner
    return Mail(
        FINISH,
        to=application.email,
        to_name=application.name,
        fields={
            "name": application.name or "colleague",
            "course": str(application.offering),
            "partner": f"You chose {partner}." if partner else "You have not chosen a partner yet.",
            "resume_link": Secret(link("token:applications:resume", token)),
            "closes": long_day(application.offering.intake.closes_on),
            "stop_link": Secret(link("token:recruitment:no_reminders", stop_token(application))),
        },
        about=application,
        key=f"recruitment.finish:{policy.pk}:{application.email.lower()}",
    )


def earlier_key(entry_pk: int, address: str) -> str:
    """Of the one message to an address about one move."""
    return f"{CLOSES_EARLIER.key}:{entry_pk}:{address.lower()}"[:200]


def closes_earlier(application: Application, token: str, *, before: date, entry_pk: int) -> Mail:
    """Once for each address and each move."""
    return Mail(
        CLOSES_EARLIER,
        to=application.email,
        to_name=application.name,
        fields={
            "name": application.name or "colleague",
            "course": str(application.offering),
            "closes": long_day(application.offering.intake.closes_on),
            "before": long_day(before),
            "resume_link": Secret(link("token:applications:resume", token)),
        },
        about=application,
        key=earlier_key(entry_pk, application.email),
    )


def office_digest(user: User, found: Report, digest: Digest) -> Mail:
    intake, first = found.seen.intake, found.groups[0].course.offering
    short = [f"{line.course.offering.qualification}: {_line(line)}" for line in found.groups if line.help]
    return Mail(
        OFFICE_DIGEST,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "intake": str(intake),
            "days": days_words(found.days),
            "closes": long_day(intake.closes_on),
            "qualifications": [_course_line(course) for course in found.seen.courses if course.looks],
            "groups": short or ["Every group runs."],
            "page_link": link("office:recruitment:cockpit", intake.slug, first.qualification.slug),
            "remind_link": link("office:recruitment:reminders", intake.slug),
        },
        about=intake,
        key=f"recruitment.office_digest:{digest.pk}:{user.pk}",
    )


def partner_digest(user: User, partner: Partner, found: Report, digest: Digest) -> Mail:
    """Of its own groups and people alone."""
    intake = found.seen.intake
    return Mail(
        PARTNER_DIGEST,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "partner": str(partner),
            "intake": str(intake),
            "days": days_words(found.days),
            "closes": long_day(intake.closes_on),
            "groups": [f"{line.course.offering.qualification}: {_line(line, own=True)}" for line in found.of(partner)],
            "page_link": link("partner:recruitment:viability"),
        },
        about=intake,
        key=f"recruitment.partner_digest:{digest.pk}:{partner.pk}:{user.pk}",
    )


def _line(line: Line, *, own: bool = False) -> str:
    """`Peakside has 9 of 12, 11 expected (9–13). 3 more: …`"""
    look = line.look
    whose = "" if own else f"{look.group.partner.short_name} has "
    said = f"{whose}{look.stands.people} of {look.stands.minimum}"
    if look.expected:
        said += f", {look.expected_words} expected"
    return f"{said}. {look.tag[0] if look.stands.runs else line.help}{'.' if look.stands.runs else ''}"


def _course_line(course: Course) -> str:
    expected = course.expected
    said = f"{course.offering.qualification}: {course.runs} of {len(course.looks)} groups run, {course.likely} likely"
    told = f"; {course.flow.final} people"
    if expected:
        told += f", {expected.middle} expected, 8 in 10 times {expected.low} to {expected.high}"
    return f"{said}{told}."
