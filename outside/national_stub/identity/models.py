"""The people who sign in here, and what the provider keeps to itself."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """A citizen with an account. `subject` is what others may know him by: it says nothing."""

    class AssuranceLevel(models.TextChoices):
        """How well the identity was proven (Nghị định 59/2022/NĐ-CP, Điều 12)."""

        ONE = "1", "Mức độ 1"
        TWO = "2", "Mức độ 2"

    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    identity_number = models.CharField(max_length=12, unique=True)
    full_name = models.CharField(max_length=100)
    birth_date = models.DateField()
    assurance_level = models.CharField(max_length=1, choices=AssuranceLevel.choices)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=15, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "identity_number"
    REQUIRED_FIELDS = ["full_name", "birth_date"]

    objects = BaseUserManager["Person"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~models.Q(email=""), name="one_person_of_an_email"
            )
        ]

    def get_full_name(self) -> str:
        """As the provider names him."""
        return self.full_name


class Secret(models.Model):
    """Made once, kept here and nowhere else: the signing key, the key of sessions."""

    name = models.CharField(max_length=30, primary_key=True)
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
