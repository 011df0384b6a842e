import stat
from pathlib import Path

import pytest
from django.conf import settings as used

from musrenbang import settings


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path / "var")
    made = settings.secret_key()
    assert len(made) >= 50
    assert settings.secret_key() == made
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_a_switch_takes_only_yes_or_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSRENBANG_TRY", "ja")
    with pytest.raises(ValueError, match="takes 1 or 0"):
        settings.env_flag("MUSRENBANG_TRY")


def test_sqlite_keeps_its_rules_and_postgres_its_pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSRENBANG_DB_POOL", "1")
    sqlite = settings.database(f"sqlite:///{tmp_path / 'a' / 'db.sqlite3'}")
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON", "synchronous=FULL"):
        assert pragma in sqlite["OPTIONS"]["init_command"]
    postgres = settings.database("postgresql://me:word@localhost/city")
    assert postgres["OPTIONS"]["pool"]["max_size"] == 10


def test_every_setting_of_the_environment_stands_in_the_example() -> None:
    source = (Path(used.BASE_DIR) / "musrenbang" / "settings.py").read_text(encoding="utf-8")
    example = (Path(used.BASE_DIR) / ".env.example").read_text(encoding="utf-8")
    names = {part.split('"')[0] for call in ("env(", "env_flag(", "env_list(") for part in source.split(f'{call}"')[1:]}
    assert {name for name in names if f"{name}=" not in example} == set()


def test_a_tile_server_is_let_through_for_pictures_alone_and_only_over_https() -> None:
    assert settings.tile_origin("") == []
    assert settings.tile_origin("https://peta.example.go.id/{z}/{x}/{y}.png") == ["https://peta.example.go.id"]
    for wrong in ("http://peta.example.go.id/{z}/{x}/{y}.png", "https://{s}.peta.id/{z}/{x}/{y}.png", "peta/{z}"):
        with pytest.raises(ValueError, match="MUSRENBANG_TILES"):
            settings.tile_origin(wrong)
