"""The template keeps the project's rules, and each rule is seen to find what breaks it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.template import template_rules as rules
from tests.template.transformed_template import resolved, transformed

Rule = Callable[[dict[str, Any]], Iterator[str]]
Step = str | int

_STATEMENT = ("SubmitRole", "Properties", "Policies", 0, "PolicyDocument", "Statement", 1)
_BUCKET_POLICY = ("BucketPolicy", "Properties", "PolicyDocument", "Statement")
_WRITE_ONCE, _NEVER_DELETE = (*_BUCKET_POLICY, 1), (*_BUCKET_POLICY, 2)
_FOR_READERS, _MISSING = (*_BUCKET_POLICY, 3), (*_BUCKET_POLICY, 4)
_PICTURES_RIGHTS = ("PictureRole", "Properties", "Policies", 0, "PolicyDocument", "Statement")
# SAM puts a digest behind the name of a layer's version.
_LAYER, *_ = rules.of_type(transformed()["Resources"], "AWS::Lambda::LayerVersion")
_DISTRIBUTION = ("Distribution", "Properties", "DistributionConfig")

# Each: a rule, the place in the template that is changed, what is written there (None: nothing).
BROKEN: list[tuple[Rule, tuple[Step, ...], Any]] = [
    (rules.roles_of_their_own, (*_STATEMENT, "Resource"), "*"),
    (rules.roles_of_their_own, (*_STATEMENT, "Action"), ["s3:*"]),
    (
        rules.roles_of_their_own,
        ("IndexFunction", "Properties", "Role"),
        {"Fn::GetAtt": ["SubmitRole", "Arn"]},
    ),
    (rules.roles_of_their_own, ("RenderRole", "Properties", "ManagedPolicyArns"), ["arn"]),
    (rules.logs_that_end, ("SubmitLogGroup", "Properties", "RetentionInDays"), None),
    (rules.logs_that_end, ("RenderFunction", "Properties", "LoggingConfig"), None),
    (
        rules.logs_that_end,
        ("WeatherFunction", "Properties", "LoggingConfig", "LogFormat"),
        "Text",
    ),
    (rules.alarms_on_failure, ("IndexQueue", "Properties", "RedrivePolicy"), None),
    (rules.alarms_on_failure, ("SharingErrorsAlarm",), None),
    (rules.alarms_on_dead_letters, ("PictureDeadLettersAlarm",), None),
    (
        rules.alarms_on_failure,
        ("WeatherFunctionEventInvokeConfig", "Properties", "DestinationConfig", "OnFailure"),
        None,
    ),
    (rules.alarms_on_failure, ("SubmitErrorsAlarm", "Properties", "MetricName"), "4XXError"),
    (
        rules.alarms_on_failure,
        ("RebuildFailuresAlarm", "Properties", "MetricName"),
        "ExecutionsStarted",
    ),
    (rules.alarms_on_dead_letters, ("WeatherFailuresAlarm",), None),
    (rules.alarms_on_dead_letters, ("FrontPageAlarm", "Properties", "Threshold"), 2),
    (rules.alarms_on_failure, ("FrontPageAlarm",), None),
    (rules.alarms_on_dead_letters, ("IndexDeadLettersAlarm", "Properties", "Threshold"), 10),
    (rules.alarms_on_dead_letters, ("RenderErrorsAlarm", "Properties", "AlarmActions"), []),
    (
        rules.alarms_on_dead_letters,
        ("IndexDeadLetters", "Properties", "MessageRetentionPeriod"),
        345600,
    ),
    (
        rules.alarms_of_their_own,
        ("WeatherFailuresAlarm", "Properties", "Dimensions", 0, "Value"),
        {"Fn::GetAtt": ["IndexDeadLetters", "QueueName"]},
    ),
    (
        rules.alarms_of_their_own,
        ("VerifyFailuresAlarm", "Properties", "AlarmDescription"),
        "A change could not be indexed after all its attempts; readers do not see it.",
    ),
    (rules.alarms_of_their_own, ("RenderErrorsAlarm", "Properties", "Statistic"), "Maximum"),
    (rules.alarms_of_their_own, ("RenderErrorsAlarm", "Properties", "Namespace"), "AWS/SQS"),
    (
        rules.alarms_of_their_own,
        ("SubmitErrorsAlarm", "Properties", "Dimensions", 0, "Name"),
        "QueueName",
    ),
    (rules.alarms_of_their_own, ("RebuildFailuresAlarm", "Properties", "OKActions"), None),
    (rules.alarms_of_their_own, ("IndexQueueAgeAlarm", "Properties", "TreatMissingData"), None),
    (
        rules.alarms_of_their_own,
        ("FrontPageAlarm", "Properties", "TreatMissingData"),
        "notBreaching",
    ),
    (rules.queues_with_patience, ("IndexFunction", "Properties", "Timeout"), 91),
    (rules.queues_with_patience, ("PictureFunction", "Properties", "Timeout"), 301),
    (
        rules.queues_with_patience,
        ("IndexQueue", "Properties", "RedrivePolicy", "maxReceiveCount"),
        "4",
    ),
    (
        rules.queues_with_patience,
        ("IndexFunctionChanges", "Properties", "FunctionResponseTypes"),
        None,
    ),
    (rules.arm64, ("RenderFunction", "Properties", "Architectures"), ["x86_64"]),
    (
        rules.a_safe_bucket,
        ("Bucket", "Properties", "VersioningConfiguration", "Status"),
        "Suspended",
    ),
    (rules.a_safe_bucket, ("Bucket", "Properties", "BucketEncryption"), None),
    (
        rules.a_safe_bucket,
        ("Bucket", "Properties", "PublicAccessBlockConfiguration", "BlockPublicPolicy"),
        False,
    ),
    (rules.a_safe_bucket, ("BucketPolicy",), None),
    (rules.a_log_that_only_grows, ("BucketPolicy",), None),
    (rules.a_log_that_only_grows, (*_WRITE_ONCE, "Condition", "Null"), None),
    (rules.a_log_that_only_grows, (*_WRITE_ONCE, "Condition", "Bool"), None),
    (rules.a_log_that_only_grows, (*_WRITE_ONCE, "Condition", "ArnNotLike"), None),
    (rules.a_log_that_only_grows, (*_WRITE_ONCE, "Principal"), {"AWS": "arn"}),
    (rules.a_log_that_only_grows, (*_WRITE_ONCE, "Effect"), "Allow"),
    (rules.a_log_that_only_grows, (*_NEVER_DELETE, "Action"), ["s3:DeleteObject"]),
    (rules.a_log_that_only_grows, (*_NEVER_DELETE, "Resource", 1), None),
    (
        rules.a_log_that_only_grows,
        (*_NEVER_DELETE, "Condition", "ArnNotLike", "aws:PrincipalArn"),
        "*",
    ),
    (rules.a_log_that_only_grows, (*_STATEMENT, "Action"), ["s3:PutObject", "s3:DeleteObject"]),
    (rules.a_log_that_only_grows, (*_STATEMENT, "Action"), "sts:AssumeRole"),
    (rules.a_log_that_only_grows, (*_NEVER_DELETE, "Resource", 3), None),
    (
        rules.a_log_that_only_grows,
        (*_PICTURES_RIGHTS, 5, "Resource"),
        {"Fn::Sub": "${Bucket.Arn}/originals/*"},
    ),
    (
        rules.a_bucket_for_one_distribution,
        (*_FOR_READERS, "Resource"),
        {"Fn::Sub": "${Bucket.Arn}/*"},
    ),
    (
        rules.a_bucket_for_one_distribution,
        (*_FOR_READERS, "Resource"),
        {"Fn::Sub": "${Bucket.Arn}/originals/*"},
    ),
    (rules.a_bucket_for_one_distribution, (*_FOR_READERS, "Principal"), "*"),
    (rules.a_bucket_for_one_distribution, (*_FOR_READERS, "Condition"), {}),
    (rules.a_bucket_for_one_distribution, (*_FOR_READERS, "Action"), "s3:*"),
    (rules.a_bucket_for_one_distribution, (*_MISSING, "Condition", "StringLikeIfExists"), None),
    (rules.storage_that_lasts, ("Bucket", "DeletionPolicy"), "Delete"),
    (rules.storage_that_lasts, ("Table", "UpdateReplacePolicy"), None),
    (rules.storage_that_lasts, ("Table", "Properties", "DeletionProtectionEnabled"), False),
    (
        rules.storage_that_lasts,
        ("Table", "Properties", "PointInTimeRecoverySpecification"),
        None,
    ),
    (rules.encrypted_queues, ("WeatherFailures", "Properties", "SqsManagedSseEnabled"), None),
    (rules.one_way_out, ("RenderUrl", "Properties", "AuthType"), "NONE"),
    (rules.one_way_out, ("RenderForDistribution",), None),
    (rules.one_way_out, ("RenderUrlForDistribution", "Properties", "SourceArn"), None),
    (rules.a_safe_edge, (*_DISTRIBUTION, "Origins", 0, "OriginAccessControlId"), None),
    (rules.a_safe_edge, (*_DISTRIBUTION, "Origins", 2, "OriginAccessControlId"), None),
    (
        rules.a_safe_edge,
        (*_DISTRIBUTION, "CacheBehaviors", 0, "ViewerProtocolPolicy"),
        "allow-all",
    ),
    (
        rules.nothing_of_one_account,
        (*_STATEMENT, "Resource"),
        "arn:aws:s3:::broadsheet-210987654321-eu-west-1/messages/*",
    ),
    (rules.names_of_their_own, (_LAYER, "Properties", "LayerName"), "BroadsheetLayer"),
    (rules.names_of_their_own, ("Api", "Properties", "Name"), "submit"),
    (
        rules.names_of_their_own,
        ("CachePolicy", "Properties", "CachePolicyConfig", "Name"),
        {"Fn::Sub": "pages-${AWS::Region}"},
    ),
]


def change(template: dict[str, Any], place: tuple[Step, ...], value: Any) -> None:
    """Write something at a place in the template, or remove what stands there."""
    *way, last = place
    part: Any = template
    for step in way:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value


def name_case(case: Any) -> str:
    if callable(case):
        return str(case.__name__)
    return "-".join(map(str, case)) if isinstance(case, tuple) else ""


@pytest.mark.parametrize("access_logs", ["off", "on"])
@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_template_keeps_every_rule(rule: Rule, access_logs: str) -> None:
    assert list(rule(resolved(AccessLogs=access_logs))) == []


@pytest.mark.parametrize("rule", rules.RULES_AS_WRITTEN, ids=lambda rule: rule.__name__)
def test_the_template_as_written_keeps_every_rule(rule: Rule) -> None:
    assert list(rule(transformed()["Resources"])) == []


@pytest.mark.parametrize(("rule", "place", "value"), BROKEN, ids=name_case)
def test_a_broken_template_is_found(rule: Rule, place: tuple[Step, ...], value: Any) -> None:
    as_written = rule in rules.RULES_AS_WRITTEN
    template = transformed()["Resources"] if as_written else resolved()
    change(template, place, value)

    assert list(rule(template))


def test_every_rule_has_been_seen_to_fail() -> None:
    assert {rule for rule, _, _ in BROKEN} == {*rules.RULES, *rules.RULES_AS_WRITTEN}
