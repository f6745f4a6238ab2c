"""What is said of a language version that this house keeps."""

from __future__ import annotations

from datetime import UTC

from plenary.interfaces.exports.akoma_ntoso.about import About
from plenary.offices.documents import queries
from plenary.offices.documents.models import LanguageVersion
from plenary.offices.organisation.models import Organisation


def about_of(kept: LanguageVersion) -> About:
    """Which text it is: symbol, version, language, days by UTC, and the digest of its words once it is sealed.

    The same for the same text wherever it is told, so that a file remade is the same file.
    """
    version = kept.of_version
    document = version.document
    organisation = Organisation.objects.first()
    begun = document.registered_at or document.versions.order_by("number").values_list("made_at", flat=True)[0]
    return About(
        on=begun.astimezone(UTC).date(),
        organisation=organisation.code if organisation is not None else "house",
        body=document.body.code if document.body is not None else "house",
        kind=document.kind,
        symbol=queries.symbol_of(version),
        number=version.number,
        suffix=version.suffix,
        written_on=version.made_at.astimezone(UTC).date(),
        is_original=kept.is_original,
        is_authentic=kept.is_authentic,
        original_language=document.original_language,
        renders=None if kept.is_original else kept.renders.number,
        digest=kept.digest,
    )
