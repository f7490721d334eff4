"""A window holds so many uploaded files; for the next one the page says what to do, and removing one makes room."""

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.e2e.stages import Stages, until_it_stands
from tests.running import RunningServer

NINE_MB = b"no table" * (9 * 1024 * 128)
NO_ROOM = "Hier warten schon zu viele oder zu große Dateien; diese wurde nicht angenommen."


def test_file_for_which_there_is_no_room_is_named_with_what_to_do(
    server: RunningServer, stages: Stages, moderator: BrowserContext, tmp_path: Path
) -> None:
    files = [tmp_path / f"datei-{number}.xlsx" for number in range(1, 6)]
    for file in files:
        file.write_bytes(NINE_MB)
    page = moderator.new_page()
    page.goto(f"{server.base}/hochladen?w={stages.open.id}")
    until_it_stands(page)

    page.locator("input[type=file]").set_input_files(files[:4])
    expect(page.get_by_role("heading", name="datei-4.xlsx")).to_be_visible()
    expect(page.get_by_text(NO_ROOM)).to_have_count(0)
    page.locator("input[type=file]").set_input_files([files[4]])

    expect(page.get_by_text(NO_ROOM)).to_be_visible()
    expect(page.get_by_text("datei-5.xlsx").last).to_be_visible()
    page.close()
