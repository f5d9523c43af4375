"""API of users and tokens: the same filter and services as the pages."""

from typing import Any, cast

from django.contrib.auth import update_session_auth_hash
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import queries, sessions
from accounts.api import serializers
from accounts.api.permissions import HasAction, SignedInByPassword
from accounts.choices import Action, Role
from accounts.filters import UserFilter
from accounts.forms import OwnPasswordForm
from accounts.models import ApiToken, User
from accounts.services import tokens, users
from areas.models import Installation
from areas.services.installation import change_support_contact
from common.api import ApiRequest, KnownParameters, checked
from common.api_schema import CHECKS_PASSWORD
from common.clock import now
from common.http import SignedInRequest
from common.serializers import NoInput, VersionInput


class UserList(ListAPIView):
    """GET: users. POST: a new user; the response holds the temporary password, once."""

    required_action = Action.MANAGE_USERS
    serializer_class = serializers.UserOutput
    queryset = User.objects.all()
    filterset_class = UserFilter
    request: ApiRequest
    keyset_field = "username"

    def get_queryset(self) -> QuerySet:
        return User.objects.visible_to(self.request.user)

    @extend_schema(request=serializers.NewUserInput, responses={201: serializers.NewUserOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(serializers.NewUserInput, request)
        user, password = users.create_user(by=request.user, **sent)
        made = {"user": user, "temporary_password": password}
        return Response(serializers.NewUserOutput(made).data, status.HTTP_201_CREATED)


class UserDetail(RetrieveAPIView):
    required_action = Action.MANAGE_USERS
    serializer_class = serializers.UserOutput
    queryset = User.objects.all()
    request: ApiRequest

    def get_queryset(self) -> QuerySet:
        return User.objects.visible_to(self.request.user)

    @extend_schema(request=serializers.UserChangeInput, responses={200: serializers.UserOutput})
    def put(self, request: ApiRequest, pk: int) -> Response:
        person = _person(request, pk)
        sent = checked(serializers.UserChangeInput, request)
        user = users.change_user(user=person, by=request.user, **sent)
        return Response(serializers.UserOutput(user).data)


class UserResetPassword(APIView):
    required_action = Action.MANAGE_USERS

    @extend_schema(request=VersionInput, responses={200: serializers.TemporaryPasswordOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        person = _person(request, pk)
        sent = checked(VersionInput, request)
        password = users.reset_password(user=person, by=request.user, at=now(), **sent)
        return Response({"temporary_password": password})


class UserSetActive(APIView):
    required_action = Action.MANAGE_USERS

    @extend_schema(request=serializers.ActiveInput, responses={200: serializers.UserOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        person = _person(request, pk)
        sent = checked(serializers.ActiveInput, request)
        user = users.set_active(user=person, by=request.user, **sent)
        return Response(serializers.UserOutput(user).data)


class RoleTable(APIView):
    required_action = Action.MANAGE_USERS

    @extend_schema(responses={200: serializers.RoleRowOutput(many=True)})
    def get(self, request: ApiRequest) -> Response:
        rows = [
            {
                "action": row.action,
                "name": row.name,
                "roles": [role for role, may in zip(Role, row.allowed, strict=True) if may],
            }
            for row in queries.role_table()
        ]
        return Response(serializers.RoleRowOutput(rows, many=True).data)


class SupportContact(APIView):
    """Whom the district's users call."""

    required_action = Action.VIEW_CATALOGUES
    required_write_action = Action.MANAGE_USERS

    @extend_schema(responses={200: serializers.SupportContactOutput})
    def get(self, request: ApiRequest) -> Response:
        current = get_object_or_404(Installation)
        return Response(serializers.SupportContactOutput(current).data)

    @extend_schema(
        request=serializers.SupportContactInput, responses={200: serializers.SupportContactOutput}
    )
    def put(self, request: ApiRequest) -> Response:
        sent = checked(serializers.SupportContactInput, request)
        current = change_support_contact(by=request.user, **sent)
        return Response(serializers.SupportContactOutput(current).data)


class OwnSession(APIView):
    """Prolong the session of a browser; answers how long it lasts without another request."""

    required_action = Action.VIEW_CATALOGUES

    @extend_schema(request=None, responses={200: serializers.SessionOutput})
    def post(self, request: ApiRequest) -> Response:
        checked(NoInput, request)
        seconds = sessions.prolong(request.session, now())
        return Response(serializers.SessionOutput({"seconds": seconds}).data)


class OwnPassword(APIView):
    """Change one's own password; other sessions and all tokens end."""

    required_action = Action.USE_API
    permission_classes = [HasAction, SignedInByPassword, KnownParameters]

    @extend_schema(
        request=serializers.OwnPasswordInput,
        responses={204: None},
        extensions={CHECKS_PASSWORD: True},
    )
    def post(self, request: ApiRequest) -> Response:
        sent = checked(serializers.OwnPasswordInput, request)
        new = sent["new_password"]
        answers = {
            "old_password": sent["old_password"],
            "new_password1": new,
            "new_password2": new,
        }
        form = OwnPasswordForm(cast(SignedInRequest, request._request), answers)
        if not form.is_valid():
            raise ValidationError(_as_sent(form))
        user = users.change_own_password(user=request.user, password=new, at=now())
        update_session_auth_hash(request._request, user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TokenList(ListAPIView):
    """GET: one's own tokens. POST: a new token, returned once."""

    required_action = Action.USE_API
    serializer_class = serializers.TokenOutput
    queryset = ApiToken.objects.all()
    request: ApiRequest

    def get_queryset(self) -> QuerySet:
        return ApiToken.objects.visible_to(self.request.user).with_standing(now())

    def get_permissions(self) -> list[Any]:
        extra = [SignedInByPassword()] if self.request.method == "POST" else []
        return [*super().get_permissions(), *extra]

    @extend_schema(request=serializers.NewTokenInput, responses={201: serializers.NewTokenOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(serializers.NewTokenInput, request)
        token = tokens.issue_token(user=request.user, by=request.user, at=now(), **sent)
        return Response({"token": token}, status.HTTP_201_CREATED)


class TokenRevoke(APIView):
    required_action = Action.USE_API

    @extend_schema(request=None, responses={204: None})
    def post(self, request: ApiRequest, pk: int) -> Response:
        token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
        checked(NoInput, request)
        tokens.revoke_token(token=token, by=request.user, at=now())
        return Response(status=status.HTTP_204_NO_CONTENT)


def _person(request: ApiRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def _as_sent(form: OwnPasswordForm) -> dict[str, list[str]]:
    """Return the form's errors by JSON key; the form has two fields for the new password."""
    return {name.rstrip("12"): [*map(str, found)] for name, found in form.errors.items()}
