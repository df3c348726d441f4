"""The newest pictures at the desk, taken down and brought back, in Chromium."""

from collections.abc import Callable
from hashlib import sha256

from playwright.sync_api import Page, expect

from tests.desk_page.paper_server import FORM, PaperServer
from tests.desk_page.test_accessibility import faults_in

Opener = Callable[..., Page]


def send(page: Page, paper: PaperServer, name: str) -> str:
    """Have a wire announce a picture and send its file; the picture's id."""
    file = name.encode()
    announced = paper.api(
        "POST /images",
        {
            "sha256": sha256(file).hexdigest(),
            "bytes": len(file),
            "content_type": "image/jpeg",
            "filename": name,
        },
    )
    sent = {"name": name, "mimeType": "image/jpeg", "buffer": file}
    form = announced["upload"]["fields"] | {"file": sent}
    assert page.request.post(f"{paper.site_url}{FORM}", multipart=form).status == 204
    return str(announced["id"])


def test_a_picture_is_taken_down_with_a_reason_and_brought_back(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna")
    picture = send(page, paper, "harbour.jpg")
    page.get_by_role("link", name="Pictures").click()
    page.get_by_role("button", name="Take down harbour.jpg…").click()
    dialog = page.get_by_role("dialog", name="Take this picture down?")
    dialog.get_by_label("Reason").fill("The right ran out.")
    assert faults_in(page) == {}
    dialog.get_by_role("button", name="Take it down").click()
    expect(page.get_by_role("status").filter(has_text="The picture is taken down.")).to_be_visible()
    report = paper.api(f"GET /images/{picture}")
    assert (report["status"], report["reason"]) == ("taken-down", "The right ran out.")
    page.get_by_role("button", name="Bring back harbour.jpg…").click()
    dialog = page.get_by_role("dialog", name="Bring this picture back?")
    expect(dialog).to_contain_text("The right ran out.")
    dialog.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("button", name="Take down harbour.jpg…")).to_be_visible()
    assert paper.api(f"GET /images/{picture}")["status"] == "ready"


def test_more_pictures_than_a_page_has_are_all_found(open_desk: Opener, paper: PaperServer) -> None:
    page = open_desk("rana")
    for number in range(23):
        send(page, paper, f"harbour-{number}.jpg")
    page.get_by_role("link", name="Pictures").click()
    pictures = page.locator(".pictures > li")
    expect(pictures).to_have_count(20)
    page.get_by_role("button", name="Older pictures").click()
    expect(pictures).to_have_count(23)
    expect(page.get_by_role("button", name="Older pictures")).to_have_count(0)
    expect(page.get_by_role("button", name="Take down")).to_have_count(0)
