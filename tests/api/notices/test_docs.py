"""The page on notices says what the adapters do."""

import json
import re
from pathlib import Path

from api.settings import Settings

PAGE = (Path(__file__).parents[3] / "docs" / "notices.md").read_text("utf-8")


def test_every_setting_of_notices_is_on_the_page() -> None:
    ours = {name for name in Settings.model_fields if name.startswith(("mail_", "sms_", "call_"))}
    assert {f"DAUYS_{name.upper()}" for name in ours} == set(re.findall(r"DAUYS_[A-Z_]+", PAGE)) - {
        "DAUYS_NOTICE"
    }


def test_the_schema_on_the_page_is_json() -> None:
    (written,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert set(json.loads(written)["required"]) == {"id", "to", "language", "text"}
