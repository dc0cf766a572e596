"""Declaring in one transaction, and the list of cases."""

import hashlib

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import generics
from rest_framework.exceptions import APIException
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from incidents import alike, plain, sealing
from incidents.models import Answer, Case, Victim
from incidents.serializers import CaseSerializer, CaseSummarySerializer, DeclarationSerializer


class KeyReused(APIException):
    """The key was used for something else."""

    status_code = 409
    default_detail = "This key was used for another request."


class PlainDeclarations(APIView):
    """Tables and checks that such a service usually has."""

    def post(self, request):
        """Take in a declaration."""
        sent = DeclarationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            case = plain.keep(sent.validated_data, request.data, request.user, timezone.now())
        return Response(CaseSerializer(case).data, status=201)


class AlikeDeclarations(APIView):
    """All that the service writes, and each key once."""

    def post(self, request):
        """Take in a declaration, or answer again what was answered under its key."""
        now, content = timezone.now(), alike.canonical(request.data)
        key = f"{request.user.id}:{request.headers['Idempotency-Key']}"
        digest = hashlib.sha256(key.encode()).hexdigest()
        asked = hashlib.sha256(request.path.encode() + content).hexdigest()
        with transaction.atomic():
            answer, new = Answer.objects.get_or_create(
                key_digest=digest, defaults={"request_digest": asked, "created_at": now}
            )
            if not new:
                return _again(answer, asked)
            sent = DeclarationSerializer(data=request.data)
            sent.is_valid(raise_exception=True)
            case = alike.keep(sent.validated_data, request.data, request.user, now)
            told = CaseSerializer(case).data
            answer.status = 201
            answer.body_sealed = sealing.seal(JSONRenderer().render(told), f"answer:{digest}")
            answer.save(update_fields=["status", "body_sealed"])
        return Response(told, status=201)


def _again(answer, asked):
    if answer.request_digest != asked:
        raise KeyReused
    body = sealing.unseal(answer.body_sealed, f"answer:{answer.key_digest}")
    return HttpResponse(body, status=answer.status, content_type="application/json")


class Pages(CursorPagination):
    """As many as the service gives, last declared first."""

    page_size = 50
    ordering = ("-declared_at", "-id")


# Grouped, all cases would be counted before fifty are taken.
_VICTIMS = Victim.objects.filter(case=OuterRef("pk")).order_by().values("case")
_TOTAL = Subquery(_VICTIMS.annotate(total=Count("*")).values("total"))


class Cases(generics.ListAPIView):
    """The list of cases with their clocks: two statements a page."""

    queryset = Case.objects.annotate(victims_total=_TOTAL).prefetch_related("clocks")
    serializer_class = CaseSummarySerializer
    pagination_class = Pages
