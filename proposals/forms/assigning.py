"""The form that gives many usulan to one colleague."""

from typing import Any

from proposals.models import Proposal

from .desk_side import AssignForm
from .ticked import ManyField


class AssignManyForm(AssignForm):
    """Which usulan of the page, and who takes them."""

    usulan = ManyField(
        Proposal.objects.none(),
        label="Usulan",
        error_messages={"required": "Pilih paling sedikit satu usulan.", "invalid_choice": "Muat ulang halaman."},
    )
    field_order = ["usulan", "to"]

    def __init__(self, *args: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["usulan"]
        assert isinstance(field, ManyField)
        field.queryset = proposals
