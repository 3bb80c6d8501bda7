"""What a form may name as `prefill`, and the types of field that each fact fits."""

# The facts carry texts, and profile.address an object with `commune` (its code) and `line`.
FITTING: dict[str, tuple[str, ...]] = {
    "profile.full_name": ("text",),
    "profile.identity_number": ("personal_number", "text"),
    "profile.birth_date": ("date", "text"),
    "profile.sex": ("one_of", "text"),
    "profile.phone": ("phone", "text"),
    "profile.email": ("email", "text"),
    "profile.address": ("address",),
}
SOURCES = tuple(FITTING)
