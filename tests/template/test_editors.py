"""The editors: who they may be, what they may do, and whom their page may talk to."""

from typing import Any

import pytest

from commands.stack.contributors import API_PATHS, Kind
from tests.template.template_rules import of_type
from tests.template.transformed_template import resolved

ROLES = {Kind.DESK: "DeskEditorRole", Kind.READER: "ReaderEditorRole"}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1"
DOMAIN = {"SiteDomain": "www.paper.example", "CertificateArn": CERTIFICATE}


def only(kind: str, **parameters: str) -> dict[str, Any]:
    (properties,) = of_type(resolved(**parameters), kind).values()
    return dict(properties)


@pytest.mark.parametrize("kind", Kind)
def test_an_editor_may_do_what_a_contributor_of_that_kind_may_and_no_more(kind: Kind) -> None:
    role = of_type(resolved(), "AWS::IAM::Role")[ROLES[kind]]
    (policy,) = role["Policies"]
    stage = "arn:aws:execute-api:eu-west-1:123456789012:${Api}/v1/"
    allowed = set()
    for statement in policy["PolicyDocument"]["Statement"]:
        assert (statement["Effect"], statement["Action"]) == ("Allow", "execute-api:Invoke")
        allowed |= {each["Fn::Sub"].removeprefix(stage) for each in statement["Resource"]}
    assert allowed == set(API_PATHS[kind])


@pytest.mark.parametrize("kind", Kind)
def test_a_role_is_for_who_has_signed_in_at_this_pool(kind: Kind) -> None:
    (trusted,) = resolved()[ROLES[kind]]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trusted["Principal"] == {"Federated": "cognito-identity.amazonaws.com"}
    assert trusted["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert trusted["Condition"] == {
        "StringEquals": {"cognito-identity.amazonaws.com:aud": {"Ref": "IdentityPool"}},
        "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
    }


def test_the_token_chooses_the_role_and_without_a_group_there_is_none() -> None:
    attached = only("AWS::Cognito::IdentityPoolRoleAttachment")
    assert "Roles" not in attached
    (mapping,) = attached["RoleMappings"].values()
    assert (mapping["Type"], mapping["AmbiguousRoleResolution"]) == ("Token", "Deny")
    groups = of_type(resolved(), "AWS::Cognito::UserPoolGroup").values()
    assert {each["GroupName"]: each["RoleArn"]["Fn::GetAtt"][0] for each in groups} == {
        kind.value: role for kind, role in ROLES.items()
    }
    pool = only("AWS::Cognito::IdentityPool")
    assert pool["AllowUnauthenticatedIdentities"] is False
    assert pool["AllowClassicFlow"] is False


def test_nobody_makes_an_account_of_ones_own_and_aws_asks_for_a_second_factor() -> None:
    pool = only("AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("ON", ["SOFTWARE_TOKEN_MFA"])
    # What the local pages cannot ask for is off there alone.
    assert only("AWS::Cognito::UserPool", LocalPort="4566")["MfaConfiguration"] == "OFF"


def test_the_page_is_a_client_without_a_secret_that_comes_back_to_the_desk_alone() -> None:
    client = only("AWS::Cognito::UserPoolClient", **DOMAIN)
    assert client["GenerateSecret"] is False
    assert client["AllowedOAuthFlows"] == ["code"]
    assert client["EnableTokenRevocation"] is True
    back = {"Fn::Sub": ["${Site}/desk/", {"Site": "https://www.paper.example"}]}
    assert client["CallbackURLs"] == client["LogoutURLs"] == [back]


def policy_of_the_desk(**parameters: str) -> dict[str, set[str]]:
    headers = resolved(**parameters)["DeskHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    written = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    text, told = written["Fn::Sub"]
    talks = told["Talks"]["Fn::Sub"]
    directives = text.replace("${Talks}", talks).split(";")
    return {name: set(rest) for name, *rest in map(str.split, directives)}


def test_the_page_talks_to_the_api_cognito_and_the_bucket_alone() -> None:
    """And they are the very hosts that the page is told of."""
    variables = resolved()["WeatherFunction"]["Properties"]["Environment"]["Variables"]
    assert policy_of_the_desk()["connect-src"] == {
        "'self'",
        variables["API_URL"]["Fn::Sub"].removesuffix("/v1"),
        variables["SIGN_IN_URL"],
        variables["USERS_URL"],
        variables["IDENTITIES_URL"],
        "https://${Bucket.RegionalDomainName}",
    }
    domain = only("AWS::Cognito::UserPoolDomain")["Domain"]
    assert variables["SIGN_IN_URL"] == f"https://{domain}.auth.eu-west-1.amazoncognito.com"


def test_the_page_runs_and_shows_nothing_of_anybody_else() -> None:
    policy = policy_of_the_desk()
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == {"'self'"}
    config = resolved()["Distribution"]["Properties"]["DistributionConfig"]
    (desk,) = (each for each in config["CacheBehaviors"] if each["PathPattern"] == "/desk/*")
    assert desk["ResponseHeadersPolicyId"] == {"Ref": "DeskHeaders"}
    assert desk["TargetOriginId"] == "render"


def test_files_are_taken_from_the_sites_page_alone() -> None:
    def origins(**parameters: str) -> list[str]:
        bucket = resolved(**parameters)["Bucket"]["Properties"]
        (rule,) = bucket["CorsConfiguration"]["CorsRules"]
        assert rule["AllowedMethods"] == ["POST"]
        return list(rule["AllowedOrigins"])

    assert origins(**DOMAIN) == ["https://www.paper.example"]
    assert origins() == ["https://*.cloudfront.net"]
    assert origins(LocalPort="4566") == ["http://*.cloudfront.localhost:4566"]


def test_the_page_can_read_why_api_gateway_refuses_it() -> None:
    name = "gatewayresponse.header.Access-Control-Allow-Origin"
    for parameters, origin in (({}, "'*'"), (DOMAIN, "'https://www.paper.example'")):
        body = only("AWS::ApiGateway::RestApi", **parameters)["Body"]
        responses = body["x-amazon-apigateway-gateway-responses"]
        assert {each["responseParameters"][name] for each in responses.values()} == {origin}


def test_submit_asks_the_pool_for_names_and_for_nothing_else() -> None:
    (policy,) = resolved()["SubmitRole"]["Properties"]["Policies"]
    (naming,) = (
        each for each in policy["PolicyDocument"]["Statement"] if "cognito" in str(each["Action"])
    )
    assert naming["Action"] == "cognito-idp:ListUsers"
    assert naming["Resource"] == {"Fn::GetAtt": ["UserPool", "Arn"]}
