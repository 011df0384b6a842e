"""The subtree of a code is read from an index, on both databases."""

import pytest
from django.db import connection
from django.db.models import Value

from regions.models import Region


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_subtree_is_read_from_the_index() -> None:
    Region.objects.bulk_create(
        Region(code=f"{city:02d}.{n:02d}.{m:02d}", name="Uji", type="kecamatan", level=3)
        for city in range(20, 60)
        for n in range(1, 11)
        for m in range(1, 11)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "ANALYZE regions_region")
    plan = Region.objects.within("35.07").order_by().explain()
    if connection.vendor == "sqlite":
        assert "USING" in plan
        assert "INDEX" in plan
        assert "code>" in plan.replace(" ", "")
    else:
        assert "_like" in plan
        assert "~>=~" in plan
    assert "SCAN regions_region\n" not in f"{plan}\n"
    assert "Seq Scan" not in plan
    assert Region.objects.within("35.07").count() == 10


@pytest.mark.django_db
def test_what_a_row_names_is_a_subtree_too() -> None:
    Region.objects.bulk_create(
        Region(code=code, name="Uji", type="kota", level=2) for code in ("35.07", "35.70", "35.07.01", "35.071")
    )
    found = Region.objects.filter(code__within=Value("35.07")).order_by("code")
    assert list(found.values_list("code", flat=True)) == ["35.07", "35.07.01"]


@pytest.mark.django_db
def test_a_prefix_of_digits_is_no_subtree() -> None:
    Region.objects.bulk_create(
        Region(code=code, name="Uji", type="kota", level=2) for code in ("35.07", "35.70", "35.7", "35.07.01")
    )
    assert sorted(Region.objects.within("35.07").values_list("code", flat=True)) == ["35.07", "35.07.01"]
    assert not Region.objects.within("35.07%").exists()
