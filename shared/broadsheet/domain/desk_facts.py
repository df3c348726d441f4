"""The desk's facts: what the editors' page has to know before anybody has signed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Where the desk's page finds what it talks to; none of it is secret.

    Attributes
    ----------
    site_url
        Scheme and host that readers use, without a slash at the end: the origin of the page.
    api_url
        The API, without a slash at the end.
    region
        Of the stack: requests are signed for it.
    sign_in_url
        Scheme and host of the pages of managed login, and of its tokens.
    user_pool, client_id
        Who may sign in, and the desk's page as their application.
    identity_pool
        What turns a token into credentials.
    users_url, identities_url
        Where user pool and identity pool are called.
    """

    site_url: str
    api_url: str
    region: str
    sign_in_url: str
    user_pool: str
    client_id: str
    identity_pool: str
    users_url: str
    identities_url: str
