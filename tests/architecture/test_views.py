"""Every view names the action it needs, or is in one of two short lists."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from accounts.choices import Action

# The manual holds no data of the district.
PUBLIC = {"accounts:login", "accounts:logout", "healthz", "help:contents", "help:chapter"}
# For every signed-in user.
SIGNED_IN = {"accounts:password_change", "api:schema"}


def views(patterns, namespace="") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from views(pattern.url_patterns, namespace + inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


VIEWS = list(views(get_resolver().url_patterns))


def action_of(view: object) -> str | None:
    return getattr(getattr(view, "cls", view), "required_action", None)


def test_every_view_names_its_action():
    nameless = {name for name, view in VIEWS if action_of(view) is None}

    assert nameless == PUBLIC | SIGNED_IN


def test_every_action_named_is_in_the_role_table():
    named = {action_of(view) for _name, view in VIEWS} - {None}
    written = {
        getattr(getattr(view, "cls", None), "required_write_action", None) for _, view in VIEWS
    }

    assert named | (written - {None}) <= set(Action)


def test_only_the_public_pages_are_open_without_signing_in():
    opened = {
        name
        for name, view in VIEWS
        if not getattr(view, "login_required", True) and not hasattr(view, "cls")
    }

    assert opened == PUBLIC


def test_every_api_view_keeps_the_door_of_the_settings_or_adds_to_it():
    doors = {
        name: {permission.__name__ for permission in view.cls.permission_classes}
        for name, view in VIEWS
        if hasattr(view, "cls")
    }

    assert {name for name, door in doors.items() if "HasAction" not in door} == {"api:schema"}


def test_no_two_addresses_share_a_name():
    names = [name for name, _view in VIEWS]

    assert len(names) == len(set(names))
