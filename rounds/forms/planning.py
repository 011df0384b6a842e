"""The form with which an office prepares a forum: which kind, and whose where the office does not say it."""

from typing import Any

from django import forms

from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import GROUP_ROLES, Role
from proposals.models import Cycle
from regions import codes
from regions.models import Region
from rounds.actions.founding import GROUPS
from rounds.customs import led_by
from rounds.models import Forum
from rounds.offers import offers

Kind = Forum.Kind


class PlanForm(forms.Form):
    """Kind, group of a rembuk, klaster and place of a tematik. Without a kind it is the office's own forum."""

    jenis = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Pilih jenis forum dari daftar."})
    kelompok = forms.ModelChoiceField(
        ProposerGroup.objects.none(), label="Kelompok", required=False, empty_label="Pilih kelompok"
    )
    klaster = forms.ChoiceField(
        label="Klaster", required=False, choices=[("", "Pilih klaster"), *Forum.Cluster.choices]
    )
    wilayah = forms.ModelChoiceField(
        Region.objects.none(), label="Wilayah", required=False, empty_label="Seluruh kota", to_field_name="code"
    )

    def __init__(self, holding: OfficeHolding, cycle: Cycle, data: Any = None) -> None:
        self.holding, self.cycle = holding, cycle
        super().__init__(data, auto_id="siapkan-%s")
        self.fields["jenis"].choices = [("", ""), *((kind, kind) for kind in led_by(holding.role))]  # type: ignore[attr-defined]
        groups = ProposerGroup.objects.active().visible_to(holding.scope).filter(kind__in=GROUPS)
        if holding.role == Role.KEL:
            without = groups.exclude(forums__cycle=cycle).select_related("region")
            self.fields["kelompok"].queryset = without.in_order()  # type: ignore[attr-defined]
        if holding.role == Role.BAP:
            places = Region.objects.current().visible_to(holding.scope).at(codes.DISTRICT)
            self.fields["wilayah"].queryset = places.in_order()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        if not data.get("jenis"):
            own = offers(self.holding, self.cycle)
            data["jenis"] = own[0].kind if own else ""
        kind = data["jenis"]
        if not kind:
            self.add_error("jenis", "Semua forum Anda sudah disiapkan.")
        elif kind == Kind.REMBUK and self.holding.role not in GROUP_ROLES and not data.get("kelompok"):
            self.add_error("kelompok", "Pilih kelompok yang mengadakan rembuk.")
        elif kind == Kind.THEMATIC and not data.get("klaster"):
            self.add_error("klaster", "Pilih klaster musrenbang tematik.")
        return data

    def fields_for_verb(self) -> dict[str, Any]:
        """Kind, place and whose: what `plan_forum` takes besides the cycle."""
        data, office = self.cleaned_data, self.holding.office
        found: dict[str, Any] = {"kind": data["jenis"], "region": office.region}
        if data["jenis"] == Kind.REMBUK:
            group = office.group or data["kelompok"]
            found |= {"group": group, "region": group.region}
        elif data["jenis"] == Kind.AGENCY:
            found |= {"agency": office.agency}
        elif data["jenis"] == Kind.THEMATIC:
            found |= {"cluster": data["klaster"], "region": data["wilayah"] or office.region}
        return found
