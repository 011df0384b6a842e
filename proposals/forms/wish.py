"""Forms of the bank usulan: asking, the OPD's advice, Bappeda's answer."""

from typing import Any

from django import forms

from catalogue.models import Agency, KamusItem
from proposals import texts
from proposals.models import Wish
from regions.models import Region

from .text import CleanCharField


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """RW and RT by the label that people use."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class WishForm(forms.Form):
    """What a group wants and the kamus does not know, and where."""

    text = CleanCharField(
        label="Apa yang diinginkan?",
        max_length=200,
        help_text="Satu pekerjaan atau barang, dengan ukurannya. Misalnya gorong-gorong diameter 50 cm, 250 m.",
        error_messages={"required": "Tulis yang diinginkan, misalnya gorong-gorong diameter 50 cm."},
    )
    region = PlaceChoice(
        label="Di mana?", queryset=Region.objects.none(), error_messages={"required": "Pilih RW atau RT-nya."}
    )
    address = CleanCharField(label="Alamat atau patokan", max_length=255, required=False)
    problem = CleanCharField(
        label="Apa masalahnya?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = places
        field.empty_label = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("text", "address", "problem"):
            for sentence in texts.private_warnings(str(data.get(name) or "")):
                self.add_error(name, sentence)
        return data


class AdviceForm(forms.Form):
    """What the OPD says."""

    advice = CleanCharField(
        label="Saran perangkat daerah",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Layak menjadi item atau tidak, dengan satuan dan perkiraan harganya.",
        error_messages={"required": "Tulis sarannya paling sedikit 10 huruf."},
    )


class AnswerForm(forms.Form):
    """Bappeda's answer to all askers."""

    status = forms.ChoiceField(
        label="Jawaban",
        choices=[choice for choice in Wish.Status.choices if choice[0] != Wish.Status.NEW],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu jawaban."},
    )
    item = forms.ModelChoiceField(
        label="Item kamus tahun depan", queryset=KamusItem.objects.none(), required=False, empty_label="Pilih item"
    )
    joined = forms.ModelChoiceField(
        label="Digabung ke", queryset=Wish.objects.none(), required=False, empty_label="Pilih isi bank"
    )
    answer = CleanCharField(
        label="Jawaban untuk peminta",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca setiap kelompok dan warga yang meminta.",
        error_messages={"required": "Tulis jawabannya paling sedikit 10 huruf."},
    )

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycle = wish.cycle
        later = KamusItem.objects.filter(version__city=cycle.city_id, version__plan_year__gt=cycle.plan_year)
        others = Wish.objects.filter(cycle=cycle, status=Wish.Status.NEW).exclude(pk=wish.pk)
        for name, found in (("item", later.in_order()), ("joined", others.order_by("text", "pk"))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found


class HandForm(forms.Form):
    """The OPD that reviews."""

    agency = forms.ModelChoiceField(
        label="Ditinjau oleh",
        queryset=Agency.objects.none(),
        empty_label="Pilih perangkat daerah",
        error_messages={"required": "Pilih perangkat daerahnya."},
    )

    def __init__(self, *args: Any, city: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(city=city, parent=None).in_order()
