"""Deliveries of one-page files: fetched anew, changed, cut short, refused, moved, lost, written over."""

from __future__ import annotations

from collections.abc import Callable

from deliveries import pages
from deliveries.delivery import Change, Delivery
from deliveries.folder import Folder, below, renamed, with_files, without_files
from deliveries.site import HTML, Desk, html_path, note_path
from deliveries.stories import Story

Edit = Callable[[Story], Story]
"""What a paper did to a story."""

JUNK = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


def as_it_was(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver nothing."""
    return dict(folder)


def token_changed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Fetch all HTML again: only the tokens are others."""
    return with_files(folder, {path: data for number in HTML for path, data in desk.page(number).items()})


def added(number: int) -> Change:
    """Return the delivery of one more page."""
    return lambda desk, folder: with_files(folder, desk.page(number))


def reads(number: int, edit: Edit | None = None) -> Change:
    """Return the delivery of a page as it reads tonight, edited or as it was told first."""
    return lambda desk, folder: with_files(folder, desk.page(number, edit(desk.story(number)) if edit else None))


def note_reads(number: int, edit: Edit | None = None) -> Change:
    """Return the delivery of a page of plain text as it reads tonight."""
    return lambda desk, folder: with_files(folder, desk.note(number, edit(desk.story(number)) if edit else None))


def longer(story: Story) -> Story:
    """Return a story with one sentence more."""
    return story.saying(*story.paragraphs, f"Warga {story.place} menunggu kabar berikutnya, kata {story.reporter}.")


def cut_in_half(number: int) -> Change:
    """Return the delivery of a page whose transfer broke off in the middle of the text."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        path = html_path(number)
        data = desk.page(number)[path]
        middle = data.index(desk.story(number).paragraphs[1].encode())
        return with_files(folder, {path: data[: middle + 40]})

    return change


def denied(*numbers: int) -> Change:
    """Return the delivery of an error page in place of stories."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        return with_files(folder, {html_path(n): pages.denied_page(f"{desk.number}-{n}") for n in numbers})

    return change


def overwritten(data: bytes, *paths: str) -> Change:
    """Return the delivery of the same bytes in place of some files."""
    return lambda desk, folder: with_files(folder, dict.fromkeys(paths, data))


def several(*changes: Change) -> Change:
    """Return the delivery of several things in one night."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        for one in changes:
            folder = one(desk, folder)
        return dict(folder)

    return change


def gone(*paths: str) -> Change:
    """Return the delivery in which files have vanished."""
    return lambda desk, folder: without_files(folder, *paths)


def page_renamed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Give two pages other names, one of them without any address."""
    return renamed(folder, {html_path(7): "html/berita-delapan.html", html_path(8): "html/berita-sembilan.html"})


def page_copied(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Leave copies of two pages beside them, one of them without any address."""
    return with_files(
        folder,
        {"html/salinan-10.html": folder[html_path(9)], "html/salinan-12.html": folder[html_path(11)]},
    )


def folder_copied(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Copy a whole folder below another name."""
    return with_files(folder, {f"arsip/{path}": data for path, data in below(folder, "html").items()})


def folder_renamed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Give a folder another name."""
    notes = below(folder, "notes")
    moved = {path.replace("notes/", "catatan/", 1): data for path, data in notes.items()}
    return with_files(without_files(folder, *notes), moved)


def folder_named_back(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Give the folder its old name."""
    notes = below(folder, "catatan")
    moved = {path.replace("catatan/", "notes/", 1): data for path, data in notes.items()}
    return with_files(without_files(folder, *notes), moved)


def page_written_over(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Write `0001.html` over with another story, which has another address."""
    return with_files(folder, desk.page(0, desk.story(112)))


def note_written_over(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Write a page without any address over with another story."""
    return with_files(folder, {note_path(25): pages.plain_text(desk.story(113))})


def note_copied(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Leave a text without any address in a second place."""
    return with_files(folder, {"lain/teks.txt": folder[note_path(21)]})


def one_address_for_two(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver two stories that both name the front page as their own address."""
    front = f"https://{desk.story(114).host}/terkini"
    return with_files(
        folder,
        {f"html/muka-{n}.html": pages.html_page(desk.story(n), nonce="t", canonical=front) for n in (114, 117)},
    )


NIGHTS = (
    Delivery("fetched_again_the_same", as_it_was, touched=True, counts={"articles": 0, "duplicates": 0}),
    Delivery("token_changed", token_changed, counts={"articles": 0, "duplicates": 0}),
    Delivery("page_added", added(16), more=1),
    Delivery("text_changed", reads(0, longer), untouched=False),
    Delivery("corrected", reads(1, Story.corrected), untouched=False),
    Delivery("note_corrected", note_reads(23, Story.corrected), untouched=False),
    Delivery("cut_to_a_stub_once", reads(3, Story.stub)),
    Delivery("the_page_is_whole_again", reads(3)),
    Delivery("a_stub_of_the_first_night", reads(6, Story.stub)),
    Delivery("a_stub_of_the_fourth_night", reads(6, Story.stub), days=4),
    Delivery("a_stub_for_more_than_a_week", reads(6, Story.stub), days=4, untouched=False),
    Delivery("withdrawn", reads(9, Story.withdrawn), untouched=False),
    Delivery("transfer_broke_off", cut_in_half(12)),
    Delivery("transfer_is_whole", reads(12)),
    Delivery("access_denied", denied(15, 13, 10), more=None),
    Delivery("access_granted", several(reads(15), reads(13), reads(10))),
    Delivery("empty_files", overwritten(b"", html_path(2), html_path(4), note_path(22))),
    Delivery("unreadable_files", overwritten(JUNK, html_path(2), html_path(5), note_path(24))),
    Delivery(
        "files_healed",
        several(reads(2), reads(4), reads(5), note_reads(22), note_reads(24)),
    ),
    Delivery("vanished", gone(html_path(5), note_path(23)), counts={"articles": 0, "vanished": 2}),
    Delivery("found_again", several(reads(5), note_reads(23, Story.corrected)), counts={"articles": 0}),
    Delivery("page_renamed", page_renamed, counts={"articles": 0, "duplicates": 0}),
    Delivery("page_copied", page_copied, counts={"articles": 0, "duplicates": 0}),
    Delivery("folder_copied", folder_copied, counts={"articles": 0, "duplicates": 0}),
    Delivery("folder_renamed", folder_renamed, counts={"articles": 0, "duplicates": 0}),
    Delivery("folder_named_back", folder_named_back, counts={"articles": 0, "duplicates": 0}),
    Delivery("a_subfolder_as_raw", added(18), more=1, within="html"),
    Delivery("the_whole_folder_again", as_it_was, counts={"articles": 0}),
    Delivery("page_written_over", page_written_over, more=1),
    Delivery("note_written_over", note_written_over, more=1),
    Delivery("note_copied", note_copied, counts={"articles": 0, "duplicates": 0}),
    Delivery("one_address_for_two", one_address_for_two, more=2),
)
