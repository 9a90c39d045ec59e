"""The key ring as a credential that systemd hands over (docs/deploy/ostiary.service: LoadCredential)."""

from pathlib import Path

import pytest

from ostiary.settings import Settings, SettingsRefusedError


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the folder of credentials."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    path = tmp_path / "keys"
    path.write_text("k1:of systemd")
    return path


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o440])
def test_a_credential_is_read_though_its_access_list_shows_as_the_group_s_bit(keys: Path, mode: int) -> None:
    keys.chmod(mode)
    assert Settings(keys_file=str(keys)).key_ring_text == "k1:of systemd"


@pytest.mark.parametrize("mode", [0o404, 0o420, 0o410, 0o460, 0o444, 0o441])
def test_a_credential_that_more_than_that_is_allowed_on_is_refused(keys: Path, mode: int) -> None:
    keys.chmod(mode)
    with pytest.raises(SettingsRefusedError, match="open to others"):
        _ = Settings(keys_file=str(keys)).key_ring_text


@pytest.mark.parametrize("place", ["deeper/keys", "deeper/../keys"])
def test_what_lies_elsewhere_is_no_credential(keys: Path, place: str) -> None:
    elsewhere = keys.parent / place
    (keys.parent / "deeper").mkdir()
    elsewhere.write_text("k1:of somebody")
    elsewhere.chmod(0o440)
    with pytest.raises(SettingsRefusedError, match="open to others"):
        _ = Settings(keys_file=str(elsewhere)).key_ring_text


def test_without_systemd_no_file_is_a_credential(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    keys.chmod(0o440)
    with pytest.raises(SettingsRefusedError, match="open to others"):
        _ = Settings(keys_file=str(keys)).key_ring_text
