"""Documents as they were issued: bytes, a fingerprint and the data they were drawn from."""

from django.db import models


class DocumentIsFinal(TypeError):
    """A stored document is never changed or deleted; issue another one."""


class DocumentQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> "DocumentQuerySet":
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))

    def without_content(self) -> "DocumentQuerySet":
        """For lists: the bytes and the data stay in the database until they are asked for."""
        return self.defer("content", "data")

    def update(self, **changes):
        raise DocumentIsFinal("Documents are never changed.")

    def delete(self):
        raise DocumentIsFinal("Documents are never deleted.")


class Document(models.Model):
    """`kind` is what it is to people ("invoice", "credit_note"); `template` is what drew it from `data`."""

    kind = models.CharField(max_length=40)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=150)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    dedupe_key = models.CharField(max_length=200, unique=True, null=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    data = models.JSONField()
    created_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "kind"], name="documents_subject")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise DocumentIsFinal("Documents are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise DocumentIsFinal("Documents are never deleted.")


class SignatureQuerySet(models.QuerySet):
    def update(self, **changes):
        raise DocumentIsFinal("Signatures are never changed.")

    def delete(self):
        raise DocumentIsFinal("Signatures are never deleted.")


class Signature(models.Model):
    """Who signed a document in the browser, for which party ("partner", "provider"), once each.

    `sha256` is the fingerprint of the exact bytes that were shown, `consent` the words beside the box that was ticked.
    `address` and `agent` say from where, `proof` how the person was known: evidence, for whoever may see it.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120)
    consent = models.TextField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    proof = models.CharField(max_length=300, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "party"], name="signed_once_a_party")]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise DocumentIsFinal("Signatures are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise DocumentIsFinal("Signatures are never deleted.")
