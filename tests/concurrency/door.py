"""One address: cast a ballot, and get its receipt once it is on disk."""

import json

from django.http import HttpRequest, JsonResponse
from django.urls import path

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.models import Person
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions.votes import cast_ballot
from plenary.offices.decisions.models import Question
from plenary.procedure.refusal import Refused


def cast(request: HttpRequest, question: str) -> JsonResponse:
    """{person, choice, key} -> {entry, choice, member}, or 422 with the code of the refusal."""
    said = json.loads(request.body)
    try:
        ballot = cast_ballot(
            Question.objects.get(key=question),
            by=actor_for(Person.objects.get(key=said["person"]), "HD"),
            choice=said["choice"],
            ballot_key=said["key"],
        )
    except Refused as refused:
        return JsonResponse({"refused": refused.code}, status=422)
    receipt = queries.receipt(ballot)
    return JsonResponse({"entry": receipt.entry, "choice": receipt.choice, "member": receipt.member})


urlpatterns = [path("c/<str:question>/ballot", cast)]
