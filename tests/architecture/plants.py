"""For every gate: files with a planted fault that it must catch, and near misses that it must leave alone."""

_VIEW = "cadre/groups/views/office.py"
_PAGE = "cadre/groups/templates/groups/office/board.html"
_ACTIONS = "cadre/groups/actions.py"
_RULES = "cadre/groups/rules.py"
_MODELS = "cadre/groups/models.py"
_FINANCE = "cadre/finance/rules.py"

# gate: (path, text) …
CAUGHT: dict[str, list[tuple[str, str]]] = {
    "save overrides": [(_MODELS, "class Group:\n    def save(self, *args, **kwargs):\n        pass\n")],
    "signals": [
        (_MODELS, "from django.db.models.signals import post_save\n"),
        (_MODELS, "from django.dispatch import receiver\n"),
        (_MODELS, "from django.db.models import signals\n"),
        (_MODELS, "import allauth.account.signals\n"),
    ],
    "wall clock": [
        (_RULES, "from datetime import date\nlate = date.today()\n"),
        (_RULES, "import datetime\nlate = datetime.datetime.now()\n"),
        (_MODELS, "at = models.DateTimeField(default=timezone.now)\n"),
        (_MODELS, "at = models.DateTimeField(auto_now_add=True)\n"),
        (_RULES, "late = timezone.localdate()\n"),
    ],
    "clock in decisions": [(_ACTIONS, "def confirm(group):\n    group.confirmed_at = clock.now()\n")],
    "keyword only": [(_ACTIONS, "def confirm(group, by):\n    pass\n")],
    "data in views": [
        (_VIEW, "def board(request):\n    return Group.objects.all()\n"),
        (_VIEW, "def board(request):\n    group.save()\n"),
        (_VIEW, "def board(request):\n    get_object_or_404(Group, ref=ref)\n"),
        ("cadre/groups/views/office/board.py", "def board(request):\n    group.delete()\n"),
    ],
    "long views": [(_VIEW, "def board(request):\n" + "    a = 1\n" * 30)],
    "refusals without field": [(_VIEW, "except Refusal as refusal:\n    form.add_error(None, str(refusal))\n")],
    "unescaped": [
        (_VIEW, "from django.utils.safestring import mark_safe\n"),
        (_VIEW, "shown = safestring.SafeString(words)\n"),
    ],
    "floats": [
        (_FINANCE, "fee = float(pence)\n"),
        (_FINANCE, "fee = pence * 0.9\n"),
        (_FINANCE, "half = pence / 2\n"),
        ("cadre/finance/models.py", "fee = models.FloatField()\n"),
    ],
    "policy literals": [
        (_RULES, "OPENS = date(2027, 3, 1)\n"),
        (_FINANCE, "HOSTING = 25_00\n"),
        (_FINANCE, "NPQH = 2250\n"),
    ],
    "no docstring": [("cadre/groups/__init__.py", "")],
    "long files": [(_RULES, "a = 1\n" * 401)],
    "long templates": [(_PAGE, "<p>\n" * 301)],
    "wide templates": [
        (_PAGE, "<p>\n" + "word " * 24 + "word\n"),
        (_PAGE, "<dl>" + "<dt>{{ one }}</dt><dd>{{ two }}</dd>" * 4 + "</dl>\n"),
        (_PAGE, '{% url "office:groups:boards" as boards_url %}' * 3),
        (_PAGE, '<td class="govuk-table__cell">' + "{{ one }}" * 12),
        (_PAGE, '{% empty "' + "Nothing here. " * 18 + '" %}'),
    ],
    "unescaped templates": [
        (_PAGE, "{{ comment|safe }}"),
        (_PAGE, "{{ comments | safeseq|join:' ' }}"),
        (_PAGE, "{% autoescape off %}{{ comment }}{% endautoescape %}"),
        (_PAGE, "{% filter safe %}{{ comment }}{% endfilter %}"),
    ],
    "inline code": [
        (_PAGE, '<p style="color: red">'),
        (_PAGE, "<style>p { color: red }</style>"),
        (_PAGE, "<script>go()</script>"),
        (_PAGE, '<button onclick="go()">'),
        (_PAGE, '<a href="javascript:go()">'),
    ],
    "hosts and machines": [
        ("README.md", "Install from https://py" + "pi.org/simple\n"),
        ("Makefile", "cd /wo" + "rk/main\n"),
        ("scripts/run.sh", "LOG=/tm" + "p/cadre/log\n"),
    ],
    "joined to a lock": [
        (_ACTIONS, "g = Group.objects.select_for_update(of=('self',)).select_related('partner').get(pk=1)\n"),
        (_ACTIONS, "g = rows.select_related(*LOOK).filter(pk=1).select_for_update().first()\n"),
        (_ACTIONS, "g = with_all(Group.objects.select_for_update(of=('self',))).get(pk=1)\n"),
        (_ACTIONS, "e = rows.select_for_update(of=('self', 'group')).select_related('group__partner').get(pk=1)\n"),
        (_ACTIONS, "e = rows.select_for_update(of=('self', 'group')).select_related().get(pk=1)\n"),
    ],
    "unlocked": [
        ("requirements/base.txt", "django==5.2.19\n"),
        ("requirements/base.txt", "--index-url https://packages.example/simple\n"),
    ],
}

LEFT_ALONE: dict[str, list[tuple[str, str]]] = {
    "save overrides": [(_MODELS, "class Group:\n    def saved_by(self): ...\n")],
    "signals": [(_MODELS, "import signal\n")],
    "wall clock": [
        (_RULES, "from cadre.lib import clock\nday = clock.today\n"),
        (_RULES, "shown = timezone.localtime(at)\n"),
    ],
    "clock in decisions": [(_VIEW, "confirm(group, now=clock.now())\n")],
    "keyword only": [
        (_ACTIONS, "def confirm(group, *, by, today):\n    pass\n"),
        (_ACTIONS, "def _write(group, by): ...\ndef day_of(now): ...\ndef remind(today, now): ...\n"),
    ],
    "data in views": [(_VIEW, "group = get_object_or_404(groups_visible_to(request.user), ref=ref)\n")],
    "long views": [(_VIEW, "def board(request):\n" + "    a = 1\n" * 29)],
    "refusals without field": [(_VIEW, "form.add_error(None, 'Choose yes or no.')\nform.add_refusal(refusal)\n")],
    "unescaped": [(_VIEW, "shown = format_html('<b>{}</b>', words)\n")],
    "floats": [(_FINANCE, "half, odd = divmod(pence, 2)\n")],
    "policy literals": [
        (_RULES, "MINIMUM = 12\nMOST = 2_000\nNAME = '2027'\n"),
        ("cadre/finance/reference.py", "FROM = date(2017, 9, 1)\n"),
        (_RULES, "METRES = 60_000\n"),
    ],
    "no docstring": [("cadre/groups/__init__.py", '"""Enrolment and groups."""\n')],
    "long files": [(_RULES, "a = 1\n" * 400)],
    "long templates": [(_PAGE, "<p>\n" * 300)],
    "wide templates": [
        (_PAGE, "x" * 120 + "\n" + "  words " * 15 + "\n"),
        (_PAGE, '    {% title group.name sub="' + "What happens next. " * 8 + '" %}\n'),
        (_PAGE, '    class="{% if group.is_confirmed %}' + "cd-tag " * 16 + '{% endif %}"\n'),
    ],
    "unescaped templates": [(_PAGE, "{{ comment|safely }} A safe place to learn.")],
    "inline code": [(_PAGE, '<script src="{% static \'cadre/cadre.js\' %}"></script><p class="style">on = 1')],
    "hosts and machines": [("README.md", "Coursework/2 at https://site.example/work and var/cadre.sqlite3\n")],
    "joined to a lock": [
        (_ACTIONS, "rows.select_for_update().values_list('pk').get(pk=1)\nrows.select_related('partner').get(pk=1)\n"),
        (_ACTIONS, "e = rows.select_for_update(of=('self', 'group')).select_related('group').get(pk=1)\n"),
        (_ACTIONS, "g = held(Group.objects.select_related('partner'), 1)\n"),
    ],
    "unlocked": [("requirements/base.txt", "django==5.2.19 \\\n    --hash=sha256:00\n    # via -r base.in\n")],
}
