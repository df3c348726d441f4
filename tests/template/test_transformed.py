"""The template as CloudFormation gets it: linted, free of cycles, and deployable both ways."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs

from broadsheet.adapters import forecast, front_page
from commands.layout import SAM_CONFIG
from tests.template.template_rules import find_cycle, of_type
from tests.template.transformed_template import resolved, transformed


def lint_template(template: dict[str, Any]) -> list[str]:
    """Lint a template, state machines too: cfn-lint looks into no definition that is a Join."""
    for machine in of_type(template["Resources"], "AWS::StepFunctions::StateMachine").values():
        glue, lines = machine["DefinitionString"]["Fn::Join"]
        machine["DefinitionString"] = glue.join(lines).replace("${Partition}", "aws")
    matches = lint(json.dumps(template), config=ManualArgs(regions=["eu-west-1", "us-east-1"]))
    return [f"{match.rule.id} {'/'.join(map(str, match.path or []))}: {match}" for match in matches]


def test_cfn_lint_finds_neither_error_nor_warning_in_the_transformed_template() -> None:
    assert lint_template(transformed()) == []


def test_cfn_lint_sees_what_is_only_in_the_transformed_template() -> None:
    template = transformed()
    template["Resources"]["SubmitFunction"]["Properties"]["MemorySize"] = "a lot"

    assert lint_template(template)


def test_cfn_lint_sees_into_the_state_machine() -> None:
    template = transformed()
    definition = template["Resources"]["RebuildMachine"]["Properties"]["DefinitionString"]
    definition["Fn::Join"][1] = [
        line.replace('"Next": "SweepIndex"', '"Then": "SweepIndex"')
        for line in definition["Fn::Join"][1]
    ]

    assert ["E3601" in found for found in lint_template(template)] == [True, True]


def machine() -> tuple[str, dict[str, Any]]:
    """The state machine's definition as it is written, and what is put in for its placeholders."""
    properties = transformed()["Resources"]["RebuildMachine"]["Properties"]
    _, lines = properties["DefinitionString"]["Fn::Join"]
    return "\n".join(lines), properties["DefinitionSubstitutions"]


def test_the_state_machine_is_told_all_that_it_names_and_no_more() -> None:
    definition, substitutions = machine()

    assert set(re.findall(r"\$\{(\w+)\}", definition)) == substitutions.keys()


def tasks(states: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for state in states.values():
        if state["Type"] == "Task":
            yield state
        yield from tasks(state.get("ItemProcessor", {}).get("States", {}))


def test_every_task_of_the_state_machine_has_the_same_patience() -> None:
    """JSON has no anchors: what is written three times is held together here."""
    found = list(tasks(json.loads(machine()[0])["States"]))

    assert len(found) == 4
    (retries,) = found[0]["Retry"]
    assert all(task["Retry"] == [retries] for task in found)
    assert {"StoreUnavailable", "Lambda.TooManyRequestsException"} <= {*retries["ErrorEquals"]}


def test_no_resource_waits_for_itself() -> None:
    assert find_cycle(transformed()["Resources"]) == []


@pytest.mark.parametrize(
    "site",
    [
        {"Fn::GetAtt": ["Distribution", "DomainName"]},
        {"Fn::Sub": "https://${Distribution.DomainName}"},
        {"Fn::Sub": ["https://${Name}", {"Name": {"Fn::GetAtt": "Distribution.DomainName"}}]},
        {"Fn::If": ["IsLocal", {"Ref": "Distribution"}, ""]},
    ],
)
def test_a_cycle_is_found_however_it_is_written(site: dict[str, Any]) -> None:
    resources = transformed()["Resources"]
    resources["RenderFunction"]["Properties"]["Environment"]["Variables"]["SITE_URL"] = site

    assert {"Distribution", "RenderUrl", "RenderFunction"} <= set(find_cycle(resources))


def test_a_cycle_by_depends_on_is_found() -> None:
    resources = transformed()["Resources"]
    resources["IndexDeadLetters"]["DependsOn"] = "Bucket"

    assert "Bucket" in find_cycle(resources)


def statements(resources: dict[str, Any]) -> set[str]:
    (policy,) = of_type(resources, "AWS::S3::BucketPolicy").values()
    return {statement["Sid"] for statement in policy["PolicyDocument"]["Statement"]}


def test_what_the_local_aws_cannot_do_is_off_there_and_only_there() -> None:
    local = resolved(LocalPort="4566")

    assert resolved().keys() - local.keys() == {"OriginAccess", "ManagedLogin"}
    assert local.keys() <= resolved().keys()
    assert statements(resolved()) - statements(local) == {"TlsOnly"}
    assert statements(local) == {
        "WriteOnce",
        "NeverDelete",
        "ReadersGetPictures",
        "MissingPicturesAre404",
    }
    for url in ("RenderUrl", "SharingUrl"):
        assert local[url]["Properties"]["AuthType"] == "NONE"
    config = local["Distribution"]["Properties"]["DistributionConfig"]
    signed = {origin["Id"] for origin in config["Origins"] if "OriginAccessControlId" in origin}
    assert signed == {"pictures"}
    assert config["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "allow-all"


def test_only_what_is_derived_expires_of_the_bucket() -> None:
    rules = resolved()["Bucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    kept = {
        rule.get("Prefix"): rule for rule in rules if "AbortIncompleteMultipartUpload" not in rule
    }

    assert all(rule["Status"] == "Enabled" for rule in rules)
    assert kept.keys() == {"rebuilds/", "content/", "pictures/", "uploads/", "tokens/"}
    for derived in ("content/", "pictures/"):
        assert kept[derived]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 7}
        assert "ExpirationInDays" not in kept[derived]
    for passing in ("uploads/", "tokens/"):
        assert kept[passing]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
        assert kept[passing]["ExpirationInDays"] == 1


def test_pictures_come_from_the_bucket_with_no_function_in_the_way() -> None:
    resources = resolved()
    config = resources["Distribution"]["Properties"]["DistributionConfig"]
    behaviours = {each["PathPattern"]: each for each in config["CacheBehaviors"]}
    origins = {each["Id"]: each for each in config["Origins"]}
    pictures = behaviours["/pictures/*"]
    assert pictures["AllowedMethods"] == ["GET", "HEAD"]
    assert pictures["Compress"] is False
    origin = origins[pictures["TargetOriginId"]]
    assert origin["DomainName"] == {"Fn::GetAtt": ["Bucket", "RegionalDomainName"]}
    assert "OriginPath" not in origin
    # Of what a reader says the path alone reaches the bucket: no query of a listing or a version.
    policy = resources["PictureCachePolicy"]["Properties"]["CachePolicyConfig"]
    key = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["QueryStringsConfig"]["QueryStringBehavior"] == "none"
    assert key["HeadersConfig"]["HeaderBehavior"] == "none"
    assert key["CookiesConfig"]["CookieBehavior"] == "none"
    assert "OriginRequestPolicyId" not in pictures
    assert policy["MaxTTL"] == policy["DefaultTTL"] == 365 * 24 * 3600
    # To browsers as pages: asked for every time.
    assert pictures["ResponseHeadersPolicyId"] == {"Ref": "PageHeaders"}
    patterns = [each["PathPattern"] for each in config["CacheBehaviors"]]
    assert [path for path in patterns if behaviours[path]["TargetOriginId"] == "pictures"] == [
        "/pictures/*"
    ]


def test_no_query_has_a_sharing_picture_made_once_more() -> None:
    resources = resolved()
    config = resources["Distribution"]["Properties"]["DistributionConfig"]
    (sharing,) = (each for each in config["CacheBehaviors"] if each["PathPattern"] == "/sharing/*")
    policy = resources[sharing["CachePolicyId"]["Ref"]]["Properties"]["CachePolicyConfig"]
    key = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
    assert key["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert not key["EnableAcceptEncodingGzip"]
    assert not key["EnableAcceptEncodingBrotli"]
    # sharing says for how long; nothing is kept that it did not say so of.
    assert policy["DefaultTTL"] == 0


def test_what_is_told_of_pictures_goes_to_their_queue_once() -> None:
    """Prefixes that overlap would be refused by S3."""
    configuration = resolved()["Bucket"]["Properties"]["NotificationConfiguration"]
    told = {
        each["Filter"]["S3Key"]["Rules"][0]["Value"]: each["Queue"]["Fn::GetAtt"][0]
        for each in configuration["QueueConfigurations"]
    }
    assert told == {
        "articles/": "IndexQueue",
        "uploads/": "PictureQueue",
        "picture-records/": "PictureQueue",
    }
    assert set(resolved()["Bucket"]["DependsOn"]) == {"IndexQueuePolicy", "PictureQueuePolicy"}


def where_requests_are_logged(resources: dict[str, Any]) -> list[Any]:
    (stage,) = of_type(resources, "AWS::ApiGateway::Stage").values()
    return [
        resources["Bucket"]["Properties"].get("LoggingConfiguration"),
        resources["Distribution"]["Properties"]["DistributionConfig"].get("Logging"),
        stage.get("AccessLogSetting"),
    ]


def test_requests_are_logged_only_where_that_is_asked_for() -> None:
    assert where_requests_are_logged(resolved()) == [None, None, None]
    made_for_it = {"AccessLogsBucket", "AccessLogsBucketPolicy", "ApiAccessLogGroup"}
    asked = resolved(AccessLogs="on")
    assert asked.keys() - resolved().keys() == made_for_it

    of_bucket, of_site, of_api = where_requests_are_logged(asked)
    assert of_bucket["DestinationBucketName"] == {"Ref": "AccessLogsBucket"}
    assert of_site["Bucket"] == {"Fn::GetAtt": ["AccessLogsBucket", "DomainName"]}
    assert of_api["DestinationArn"]["Fn::Sub"].endswith(":log-group:${ApiAccessLogGroup}")
    line = json.loads(of_api["Format"])
    assert {"requestId", "ip", "caller", "method", "path", "status"} <= line.keys()


def test_requests_are_logged_where_s3_and_cloudfront_may_write_and_are_forgotten() -> None:
    resources = resolved(AccessLogs="on", LogRetentionDays="14")
    bucket = resources["AccessLogsBucket"]["Properties"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", "14")
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerPreferred"}]
    assert resources["ApiAccessLogGroup"]["Properties"]["RetentionInDays"] == "14"
    policy = resources["AccessLogsBucketPolicy"]["Properties"]["PolicyDocument"]
    (delivery,) = (each for each in policy["Statement"] if each["Effect"] == "Allow")
    assert delivery["Principal"] == {"Service": "logging.s3.amazonaws.com"}
    prefix = resources["Bucket"]["Properties"]["LoggingConfiguration"]["LogFilePrefix"]
    assert delivery["Resource"] == {"Fn::Sub": f"${{AccessLogsBucket.Arn}}/{prefix}*"}


def test_a_domain_of_ones_own_is_the_sites_address() -> None:
    certificate = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    resources = resolved(SiteDomain="www.paper.example", CertificateArn=certificate)

    config = resources["Distribution"]["Properties"]["DistributionConfig"]
    assert config["Aliases"] == ["www.paper.example"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == certificate
    variables = resources["WeatherFunction"]["Properties"]["Environment"]["Variables"]
    assert variables["SITE_URL"] == "https://www.paper.example"
    assert resources["HeaderFacts"]["Properties"]["SiteUrl"] == variables["SITE_URL"]


def test_every_call_of_the_api_is_signed() -> None:
    (api,) = of_type(resolved(), "AWS::ApiGateway::RestApi").values()
    paths = api["Body"]["paths"]

    operations = {
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        for method in methods
        if method != "options"
    }
    assert operations == {
        "GET /articles",
        "POST /articles",
        "GET /articles/{id}",
        "GET /articles/{id}/preview",
        "GET /articles/{id}/revisions",
        "GET /articles/{id}/revisions/{revision}",
        "PUT /articles/{id}",
        "DELETE /articles/{id}",
        "POST /preview",
        "GET /suggestions",
        "POST /images",
        "GET /images",
        "GET /images/{id}",
        "GET /images/{id}/original",
        "PUT /images/{id}",
        "DELETE /images/{id}",
    }
    for methods in paths.values():
        # A browser asks unsigned, before it calls; there is nothing else that it gets so.
        assert not methods.pop("options").get("security")
        for operation in methods.values():
            assert operation["security"] == [{"AWS_IAM": []}]
            # Without credentials of its own, the integration would call with the caller's rights.
            assert "credentials" not in operation["x-amazon-apigateway-integration"]


def test_api_gateway_answers_in_the_shape_of_the_apis_own_problems() -> None:
    (api,) = of_type(resolved(), "AWS::ApiGateway::RestApi").values()

    responses = api["Body"]["x-amazon-apigateway-gateway-responses"]
    assert {"ACCESS_DENIED", "THROTTLED", "DEFAULT_4XX", "DEFAULT_5XX"} <= responses.keys()
    for kind, response in responses.items():
        headers = response["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'", kind
        (written,) = response["responseTemplates"].values()
        problem = json.loads(written.replace("$context.error.messageString", '"why"'))
        assert (problem["type"], problem["detail"]) == ("about:blank", "why")
        assert str(problem.get("status")) == str(response.get("statusCode")), kind


def test_readers_are_told_to_ask_again_and_static_files_are_kept() -> None:
    policies = {
        name: policy["ResponseHeadersPolicyConfig"]
        for name, policy in of_type(resolved(), "AWS::CloudFront::ResponseHeadersPolicy").items()
    }
    said = {
        name: {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}
        for name, config in policies.items()
    }
    assert said["PageHeaders"]["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cache-Control" not in said["StaticHeaders"]
    for config in policies.values():
        csp = str(config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"])
        assert "default-src 'none';" in csp
        assert "unsafe" not in csp
        assert "frame-ancestors 'none'" in csp


def test_a_deployment_waits_for_all_attempts_of_weather() -> None:
    """Lambda tries an asynchronous call three times, and waits one and two minutes between."""
    resources = resolved()
    timeout = resources["WeatherFunction"]["Properties"]["Timeout"]

    assert timeout > forecast.TIMEOUT_SECONDS + 10
    assert resources["HeaderFacts"]["Properties"]["ServiceTimeout"] >= 3 * timeout + 60 + 120


def test_the_front_page_alarm_rings_at_two_calls_that_fail_or_do_not_come() -> None:
    """Each of its periods has a call in it, and a call ends before the next one."""
    resources = resolved()
    schedule, alarm = (
        resources[name]["Properties"] for name in ("ProbeSchedule", "FrontPageAlarm")
    )
    minutes = int(re.fullmatch(r"rate\((\d+) minutes\)", schedule["ScheduleExpression"])[1])  # type: ignore[index]

    assert (alarm["Period"], alarm["EvaluationPeriods"]) == (60 * minutes, 2)
    assert alarm["Dimensions"][0]["Value"] == {"Ref": "ProbeFunction"}
    assert schedule["Target"]["Arn"] == {"Fn::GetAtt": ["ProbeFunction", "Arn"]}
    timeout = resources["ProbeFunction"]["Properties"]["Timeout"]
    assert front_page.TIMEOUT_SECONDS < timeout < alarm["Period"]


def test_the_probe_has_a_readers_rights_and_no_others() -> None:
    (policy,) = resolved()["ProbeRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]


def test_a_first_deploy_that_fails_leaves_no_table_behind() -> None:
    table = resolved(DeletionProtection="false")["Table"]

    assert table["DeletionPolicy"] == "RetainExceptOnCreate"
    assert table["Properties"]["DeletionProtectionEnabled"] == "false"
    assert resolved()["Table"]["Properties"]["DeletionProtectionEnabled"] == "true"
    config = tomllib.loads(SAM_CONFIG.read_text("utf-8"))
    assert config["default"]["deploy"]["parameters"]["on_failure"] == "DELETE"
