"""What somebody meets who writes a first story: keys, lists of names, a preview that waits."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.desk_page.paper_server import PaperServer

Opener = Callable[..., Page]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c"
    "6360606060000000050001a5f645400000000049454e44ae426082"
)  # fmt: skip


def begin(page: Page) -> None:
    page.get_by_label("Headline", exact=True).fill("Ferries are back")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("They run every hour.")


def test_ctrl_and_enter_send_from_within_the_text(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    begin(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Saved: Ferries are back")).to_be_visible()


def test_a_click_on_the_next_field_names_nobody_else(open_desk: Opener, paper: PaperServer) -> None:
    for name in ("Anna Pieri", "Nikos Pieri", "Rana Pieri"):
        paper.api(
            "POST /articles",
            {"headline": name, "section": "news", "body": "It says so.", "byline": [name]},
        )
    page = open_desk("anna", route="#/new")
    byline = page.get_by_role("combobox", name="Byline")
    byline.click()
    expect(page.get_by_role("listbox", name="Byline")).to_be_visible()
    byline.press_sequentially("Eleni Markou,")
    expect(page.get_by_role("listbox", name="Byline")).to_be_hidden()
    tags = page.get_by_role("combobox", name="Tags")
    tags.click()
    expect(tags).to_be_focused()
    named = page.get_by_role("list", name="Byline").get_by_role("listitem")
    expect(named).to_have_count(1)


def test_a_preview_that_waits_for_the_form_says_so(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    expect(page.get_by_text("as soon as there are a headline and a text")).to_be_visible()
    begin(page)
    file: FilePayload = {"name": "harbour.png", "mimeType": "image/png", "buffer": PNG}
    page.locator(".pictures-panel input[type=file]").set_input_files([file])
    expect(page.get_by_text("once what is wrong with the article")).to_be_visible()
    picture = page.get_by_role("group", name="Picture 1")
    expect(picture.get_by_text("Say what it shows, or below that")).to_be_visible()
    picture.get_by_label("What it shows").fill("A ferry at the quay")
    expect(page.locator("iframe")).to_be_visible()
