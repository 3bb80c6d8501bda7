"""What hangs on the dossiers of one batch, in at most seven queries, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from dossiers.attachments.fields import is_of_field
from dossiers.attachments.papers import OTHER
from dossiers.models import Attachment, Document, Dossier, Supplement
from portal.accounts.models import NationalIdentity
from portal.national.mapping.enclosures import Enclosures, FileGiven, Result
from portal.national.models import InboundFiling
from portal.national.queries.enclosed_fees import fees_of, is_paid_online, obligations_by
from portal.national.queries.enclosed_supplements import asked_by_dossier, supplements_of

# What the national portal calls level 2: the person has proved who they are.
HIGH_ASSURANCE = 2


def enclosures_of(codes: Collection[str]) -> dict[str, Enclosures]:
    """By code. Dossiers that the database does not have are left out."""
    by_id = {dossier.pk: dossier for dossier in _dossiers(codes)}
    if not by_id:
        return {}
    supplements = supplements_of(by_id)
    asked = asked_by_dossier(by_id, supplements)
    files = _files(by_id, supplements)
    owed = obligations_by({dossier.subject: pk for pk, dossier in by_id.items()})
    results = _results(by_id)
    return {
        str(dossier.code): Enclosures(
            files=tuple(files[pk]),
            fees=fees_of(dossier.quote, owed[pk]),
            supplements=tuple(asked[pk]),
            results=results.get(pk, ()),
            is_paid_online=is_paid_online(owed[pk]),
            is_filed_nationally=dossier.is_filed_nationally,  # type: ignore[attr-defined]
            has_verified_owner=dossier.has_verified_owner,  # type: ignore[attr-defined]
        )
        for pk, dossier in by_id.items()
    }


def _dossiers(codes: Collection[str]) -> QuerySet[Dossier]:
    verified = NationalIdentity.objects.filter(
        citizen=OuterRef("owner"), assurance__gte=HIGH_ASSURANCE
    )
    filed = InboundFiling.objects.filter(dossier=OuterRef("pk"))
    return (
        Dossier.objects.filter(code__in=codes)
        .annotate(has_verified_owner=Exists(verified), is_filed_nationally=Exists(filed))
        .only("code", "filed_at", "quote", "revision")
    )


def _files(
    by_id: Mapping[int, Dossier], supplements: Iterable[Supplement]
) -> Mapping[int, list[FileGiven]]:
    """What was filed with the dossier, or with a supplement that has been sent."""
    filed_until = {pk: dossier.filed_at for pk, dossier in by_id.items()}
    for each in supplements:
        if each.supplied_at is not None:
            filed_until[each.dossier_id] = each.supplied_at
    files: defaultdict[int, list[FileGiven]] = defaultdict(list)
    accepted = Attachment.objects.filter(dossier__in=by_id, state=Attachment.State.ACCEPTED)
    for key, pk, paper, name, at in accepted.order_by("id").values_list(
        "key", "dossier_id", "requirement_key", "original_name", "uploaded_at"
    ):
        until = filed_until[pk]
        if until is not None and at <= until:
            named = "" if paper == OTHER or is_of_field(paper) else paper
            files[pk].append(FileGiven(str(key), name, named, _address(f"me/files/{key}/")))
    return files


def _results(by_id: Mapping[int, Dossier]) -> dict[int, tuple[Result, ...]]:
    """The last signed decision of each: one that was taken back is not the result any more."""
    kind = Document.Kind.RESULT
    found = Document.objects.filter(dossier__in=by_id, kind=kind, voided_at=None).order_by("id")
    return {
        pk: (
            Result(
                str(key),
                str(kind.label),
                _address(f"me/dossiers/{by_id[pk].code}/documents/{key}/"),
            ),
        )
        for pk, key in found.values_list("dossier_id", "key")
    }


def _address(path: str) -> str:
    """Of the owner's own page: whoever opens it has to sign in.

    Written out, for the delivery does not load the pages; a test holds it to their addresses.
    """
    return f"{settings.PUBLIC_URL.rstrip('/')}/{path}"
