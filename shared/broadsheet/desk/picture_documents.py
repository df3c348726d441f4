"""The documents of the API that are about pictures: reports, forms to upload by, the list."""

from dataclasses import asdict

from broadsheet.domain.keys import rendition_key
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import MadePicture, PictureStage, PictureState
from broadsheet.domain.picture_list import ListedPicture, UploadForm

_PREVIEW_WIDTH = 640
"""Pixels that a preview is wide at most, where there is a rendition as narrow."""
_PREVIEW_FORMAT = "jpg"


def picture_document(state: PictureState, site_url: str) -> dict[str, object]:
    """Write everything that the desk may know of a picture that is not erased.

    Parameters
    ----------
    state
        What its log says.
    site_url
        Where readers, and so the desk, see its renditions.
    """
    said, seen = state.announcement, state.made and state.made.development
    takedown = state.takedown
    return {
        "id": state.picture,
        "status": state.stage,
        "filename": said and said.filename,
        "content_type": said and said.content_type,
        "bytes": said and said.size,
        "sha256": said and said.digest,
        "announced_at": write_moment(state.announced_at),
        "contributor": state.contributor,
        "width": seen and seen.width,
        "height": seen and seen.height,
        "colour": seen and seen.colour,
        "suggestions": seen and asdict(seen.suggestions),
        "notes": list(seen.notes) if seen else [],
        "reason": takedown.reason if takedown else state.refusal,
        "original": f"/images/{state.picture}/original" if state.made else None,
        "preview": state.shown and _preview(state.shown, site_url),
    }


def upload_document(state: PictureState, form: UploadForm) -> dict[str, object]:
    """Write how the file of a picture is to be sent."""
    return {
        "id": state.picture,
        "status": state.stage,
        "upload": {
            "url": form.url,
            "fields": dict(form.fields),
            "expires_at": write_moment(form.expires_at),
        },
    }


def listed_document(listed: ListedPicture, site_url: str) -> dict[str, object]:
    """Write a picture as the list of pictures has it."""
    is_shown = listed.stage is PictureStage.READY
    width, token = listed.narrowest, listed.token if is_shown else None
    return {
        "id": listed.picture,
        "status": listed.stage,
        "filename": listed.filename,
        "announced_at": write_moment(listed.announced_at),
        "width": listed.width,
        "height": listed.height,
        "preview": _rendition_url(token, width, site_url) if token and width else None,
    }


def _preview(shown: MadePicture, site_url: str) -> str:
    widths = shown.development.widths
    width = max((each for each in widths if each <= _PREVIEW_WIDTH), default=widths[0])
    return _rendition_url(shown.token, width, site_url)


def _rendition_url(token: str, width: int, site_url: str) -> str:
    return f"{site_url}/{rendition_key(token, f'{width}.{_PREVIEW_FORMAT}')}"
