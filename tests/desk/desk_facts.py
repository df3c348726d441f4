"""The desk's facts of a paper that no deploy has told them."""

from broadsheet.domain.desk_facts import DeskFacts


def desk_facts(site_url: str, api_url: str = "https://api.example/v1") -> DeskFacts:
    """Make the facts of a desk at a site."""
    return DeskFacts(
        site_url=site_url,
        api_url=api_url,
        region="eu-west-1",
        sign_in_url="https://sign-in.example",
        user_pool="eu-west-1_Editors",
        client_id="client",
        identity_pool="eu-west-1:editors",
        users_url="https://users.example",
        identities_url="https://identities.example",
    )
