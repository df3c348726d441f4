"""The project's own rules for its template: what neither CloudFormation nor cfn-lint asks for.

Each rule takes the resolved resources of the template and says, in a sentence for each, what
breaks it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

Resources = dict[str, Any]

_QUEUE_DEPTH = "ApproximateNumberOfMessagesVisible"
_PLACEHOLDER = re.compile(r"\$\{([A-Za-z0-9]+)")
_LITERAL_ACCOUNT = re.compile(r"(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])")
_ACCESS_KEY = re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b")
_AWS_ASKS_FOR = 6  # times the function's timeout, as a queue's visibility timeout
_LEAST_ATTEMPTS = 5
# What alarms may watch: how the metric is counted, by which dimensions AWS keeps it, and what it
# means that there is none.
_METRICS = {
    ("AWS/SQS", _QUEUE_DEPTH): ("Maximum", ["QueueName"], "notBreaching"),
    ("AWS/SQS", "ApproximateAgeOfOldestMessage"): ("Maximum", ["QueueName"], "notBreaching"),
    ("AWS/ApiGateway", "5XXError"): ("Sum", ["ApiName", "Stage"], "notBreaching"),
    ("AWS/Lambda", "Url5xxCount"): ("Sum", ["FunctionName"], "notBreaching"),
    ("AWS/Lambda", "Throttles"): ("Sum", ["FunctionName"], "notBreaching"),
    # Of what is called by the clock: silence says that nothing calls it.
    ("AWS/Lambda", "Errors"): ("Sum", ["FunctionName"], "breaching"),
    ("AWS/States", "ExecutionsFailed"): ("Sum", ["StateMachineArn"], "notBreaching"),
}
_OBJECTS_OF_THE_LOG = [
    {"Fn::Sub": f"${{Bucket.Arn}}/{part}/*"}
    for part in ("articles", "messages", "originals", "picture-records")
]
# What else may be deleted, by whom: it is made again of what is kept.
_DERIVED = {"PictureRole": [{"Fn::Sub": "${Bucket.Arn}/pictures/*"}]}
_FOR_READERS = {
    "s3:GetObject": ({"Fn::Sub": "${Bucket.Arn}/pictures/*"}, {}),
    "s3:ListBucket": (
        {"Fn::GetAtt": ["Bucket", "Arn"]},
        {"StringLikeIfExists": {"s3:prefix": "pictures/*"}},
    ),
}
_NOT_BY_ERASURE = {"ArnNotLike": {"aws:PrincipalArn": {"Fn::GetAtt": ["ErasureRole", "Arn"]}}}
_DENIED_TO_ALL_BUT_ERASURE = {
    "s3:PutObject": {
        "Null": {"s3:if-none-match": "true"},
        "Bool": {"s3:ObjectCreationOperation": "true"},
        **_NOT_BY_ERASURE,
    },
    "s3:DeleteObject": _NOT_BY_ERASURE,
    "s3:DeleteObjectVersion": _NOT_BY_ERASURE,
}
# Where a resource is given a name that must be one of a kind in its account and region.
_NAMES = {
    "AWS::S3::Bucket": ("BucketName",),
    "AWS::Lambda::LayerVersion": ("LayerName",),
    "AWS::Logs::LogGroup": ("LogGroupName",),
    "AWS::ApiGateway::RestApi": ("Name",),
    "AWS::StepFunctions::StateMachine": ("StateMachineName",),
    "AWS::CloudFront::CachePolicy": ("CachePolicyConfig", "Name"),
    "AWS::CloudFront::OriginAccessControl": ("OriginAccessControlConfig", "Name"),
    "AWS::CloudFront::ResponseHeadersPolicy": ("ResponseHeadersPolicyConfig", "Name"),
}


def of_type(resources: Resources, kind: str) -> dict[str, Any]:
    """Give the properties of all resources of a type, by their names."""
    return {
        name: resource["Properties"]
        for name, resource in resources.items()
        if resource["Type"] == kind
    }


def functions(resources: Resources) -> dict[str, Any]:
    """Give the properties of all functions."""
    return of_type(resources, "AWS::Lambda::Function")


def named(value: Any) -> str:
    """Give the resource that a ``Ref`` or ``GetAtt`` names, or nothing."""
    if not isinstance(value, dict):
        return ""
    if "Ref" in value:
        return str(value["Ref"])
    return str(value.get("Fn::GetAtt", [""])[0])


def referred(value: Any) -> Iterator[str]:
    """Find the names that any part of the template refers to, by whatever function."""
    if isinstance(value, list):
        for member in value:
            yield from referred(member)
    elif isinstance(value, dict):
        for function, argument in value.items():
            if function == "Ref":
                yield argument
            elif function == "Fn::GetAtt":
                yield argument[0] if isinstance(argument, list) else argument.split(".")[0]
            elif function == "Fn::Sub":
                text, given = (argument, {}) if isinstance(argument, str) else argument
                yield from (name for name in _PLACEHOLDER.findall(text) if name not in given)
                yield from referred(given)
            else:
                yield from referred(argument)


def find_cycle(resources: Resources) -> list[str]:
    """Find resources that wait for each other; none if all can be made one after another."""
    waits = {}
    for name, resource in resources.items():
        depends = resource.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        waits[name] = ({*referred(resource.get("Properties", {}))} | {*depends}) & resources.keys()
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name not in done:
            for next_name in sorted(waits[name]):
                if found := visit(next_name, [*path, name]):
                    return found
            done.add(name)
        return []

    return next((found for name in sorted(resources) if (found := visit(name, []))), [])


def roles_of_their_own(resources: Resources) -> Iterator[str]:
    """Every function has its own role, and no role may do everything to anything."""
    owners: dict[str, str] = {}
    for name, function in functions(resources).items():
        role = named(function["Role"])
        if role in owners:
            yield f"{name} has the role of {owners[role]}"
        owners[role] = name
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        if role.get("ManagedPolicyArns"):
            yield f"{name} has a managed policy, whose rights are somebody else's to say"
        for policy in role.get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                yield from _broad_rights(name, statement)


def _broad_rights(role: str, statement: dict[str, Any]) -> Iterator[str]:
    for member in ("Action", "Resource"):
        for value in _listed(statement[member]):
            text = value if isinstance(value, str) else ""
            if text == "*" or (member == "Action" and "*" in text):
                yield f"{role} has {text!r} as {member.lower()}"
    if "NotAction" in statement or "NotResource" in statement:
        yield f"{role} says what is not meant"


def logs_that_end(resources: Resources) -> Iterator[str]:
    """Every function writes JSON into a log group of its own, which is not kept for ever."""
    groups = of_type(resources, "AWS::Logs::LogGroup")
    for name, function in functions(resources).items():
        logging = function.get("LoggingConfig", {})
        group = groups.get(named(logging.get("LogGroup")))
        if group is None:
            yield f"{name} has no log group in the template"
        elif not group.get("RetentionInDays"):
            yield f"the log of {name} is kept for ever"
        if logging.get("LogFormat") != "JSON":
            yield f"{name} does not log JSON"


def alarms_on_failure(resources: Resources) -> Iterator[str]:
    """Whatever wakes a function, somebody is told of its failures."""
    watched = {
        named(dimension["Value"])
        for alarm in of_type(resources, "AWS::CloudWatch::Alarm").values()
        for dimension in alarm["Dimensions"]
    }
    woken = {
        named(mapping["FunctionName"]): named(mapping["EventSourceArn"])
        for mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").values()
    }
    queues = of_type(resources, "AWS::SQS::Queue")
    asynchronous = {
        named(config["FunctionName"])
        for config in of_type(resources, "AWS::Lambda::EventInvokeConfig").values()
        if config.get("DestinationConfig", {}).get("OnFailure")
    }
    for name in functions(resources):
        if name in woken:
            if "RedrivePolicy" not in queues[woken[name]]:
                yield f"{name} reads a queue without dead letters"
        elif name not in asynchronous | watched | _behind_a_watched_api(
            resources
        ) | _called_by_a_watched_machine(resources):
            yield f"{name} may fail and nobody is told"


def _behind_a_watched_api(resources: Resources) -> set[str]:
    errors = [
        alarm
        for alarm in of_type(resources, "AWS::CloudWatch::Alarm").values()
        if (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", "5XXError")
    ]
    names = {
        dimension["Value"]
        for alarm in errors
        for dimension in alarm["Dimensions"]
        if dimension["Name"] == "ApiName"
    }
    apis = of_type(resources, "AWS::ApiGateway::RestApi")
    if not all(
        api["Body"]["info"]["title"] in names or api.get("Name") in names for api in apis.values()
    ):
        return set()
    return {
        named(permission["FunctionName"])
        for permission in of_type(resources, "AWS::Lambda::Permission").values()
        if permission["Principal"] == "apigateway.amazonaws.com"
    }


def _called_by_a_watched_machine(resources: Resources) -> set[str]:
    watched = {
        named(alarm["Dimensions"][0]["Value"])
        for alarm in of_type(resources, "AWS::CloudWatch::Alarm").values()
        if (alarm["Namespace"], alarm["MetricName"]) == ("AWS/States", "ExecutionsFailed")
    }
    machines = of_type(resources, "AWS::StepFunctions::StateMachine")
    return {name for machine in watched for name in referred(machines[machine])}


def alarms_on_dead_letters(resources: Resources) -> Iterator[str]:
    """Every queue that takes what failed has an alarm at its first message."""
    queues = of_type(resources, "AWS::SQS::Queue")
    dead: set[str] = set()
    for name, queue in queues.items():
        if redrive := queue.get("RedrivePolicy"):
            target = named(redrive["deadLetterTargetArn"])
            dead.add(target)
            if queues[target]["MessageRetentionPeriod"] <= queue["MessageRetentionPeriod"]:
                yield f"{target} forgets no later than {name}"
    dead |= _letters_of_the_clock(resources)
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    at_the_first = {
        named(alarm["Dimensions"][0]["Value"])
        for alarm in alarms
        if (alarm["MetricName"], alarm["Threshold"]) == (_QUEUE_DEPTH, 1)
    }
    for name in sorted(dead - at_the_first):
        yield f"nobody is told of what is in {name or 'no queue at all'}"
    for name, alarm in of_type(resources, "AWS::CloudWatch::Alarm").items():
        if not alarm.get("AlarmActions"):
            yield f"{name} tells nobody"


def _letters_of_the_clock(resources: Resources) -> set[str]:
    # None where an alarm rings at each error, and at each call that does not come.
    heard = {
        named(alarm["Dimensions"][0]["Value"])
        for alarm in of_type(resources, "AWS::CloudWatch::Alarm").values()
        if (alarm["MetricName"], alarm["Threshold"], alarm.get("TreatMissingData"))
        == ("Errors", 1, "breaching")
    }
    asynchronous = of_type(resources, "AWS::Lambda::EventInvokeConfig").values()
    schedules = of_type(resources, "AWS::Scheduler::Schedule").values()
    return {
        named(config.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"))
        for config in asynchronous
        if named(config["FunctionName"]) not in heard
    } | {
        named(schedule["Target"].get("DeadLetterConfig", {}).get("Arn"))
        for schedule in schedules
        if named(schedule["Target"]["Arn"]) not in heard
    }


def alarms_of_their_own(resources: Resources) -> Iterator[str]:
    """Every alarm says what it alone watches, counts it rightly, and tells of its end too.

    Alarms are merged from one another: what one forgot to say is what another says.
    """
    watched: dict[str, str] = {}
    for name, alarm in of_type(resources, "AWS::CloudWatch::Alarm").items():
        metric = alarm["Namespace"], alarm["MetricName"]
        statistic, dimensions, silence = _METRICS.get(metric, ("", [], ""))
        if [dimension["Name"] for dimension in alarm["Dimensions"]] != dimensions:
            yield f"{name} watches what AWS does not keep: {metric} of {alarm['Dimensions']}"
        if alarm["Statistic"] != statistic:
            yield f"{name} takes the {alarm['Statistic']} of {metric[1]}"
        for what in (json.dumps([metric, alarm["Dimensions"]]), alarm["AlarmDescription"]):
            if what in watched:
                yield f"{name} is the alarm {watched[what]} again: {what}"
            watched[what] = name
        if alarm.get("OKActions") != alarm.get("AlarmActions"):
            yield f"{name} does not tell that it is over"
        if alarm.get("TreatMissingData") != silence:
            yield f"{name} takes silence for {alarm.get('TreatMissingData')}"


def queues_with_patience(resources: Resources) -> Iterator[str]:
    """A queue waits six timeouts of its function, tries five times, is answered in parts."""
    queues = of_type(resources, "AWS::SQS::Queue")
    for mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").values():
        name = named(mapping["EventSourceArn"])
        timeout = functions(resources)[named(mapping["FunctionName"])]["Timeout"]
        if int(queues[name]["VisibilityTimeout"]) < _AWS_ASKS_FOR * timeout:
            yield f"{name} delivers again before {_AWS_ASKS_FOR} times {timeout} s are over"
        if int(queues[name].get("RedrivePolicy", {}).get("maxReceiveCount", 0)) < _LEAST_ATTEMPTS:
            yield f"{name} gives up before {_LEAST_ATTEMPTS} attempts"
        if mapping.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield f"one bad message of {name} takes its whole batch along"


def arm64(resources: Resources) -> Iterator[str]:
    """On AWS all functions run on arm64, which costs a fifth less."""
    for name, function in functions(resources).items():
        if function.get("Architectures") != ["arm64"]:
            yield f"{name} runs on {function.get('Architectures')}"


def a_safe_bucket(resources: Resources) -> Iterator[str]:
    """The bucket is versioned, encrypted, private, and reached by TLS only."""
    secure = {
        named(policy["Bucket"])
        for policy in of_type(resources, "AWS::S3::BucketPolicy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if (statement["Effect"], statement["Action"]) == ("Deny", "s3:*")
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": False}}
    }
    for name, bucket in of_type(resources, "AWS::S3::Bucket").items():
        if bucket.get("VersioningConfiguration", {}).get("Status") != "Enabled":
            yield f"{name} is not versioned"
        if not bucket.get("BucketEncryption"):
            yield f"{name} is not encrypted"
        blocked = bucket.get("PublicAccessBlockConfiguration", {})
        if list(blocked.values()) != [True] * 4:
            yield f"{name} may be made public"
        if name not in secure:
            yield f"{name} may be read without TLS"


def a_log_that_only_grows(resources: Resources) -> Iterator[str]:
    """The log is written where nothing stands and nothing is deleted from it, but by erasure.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
    """
    denied: dict[str, Any] = {}
    for policy in of_type(resources, "AWS::S3::BucketPolicy").values():
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Resource"] == _OBJECTS_OF_THE_LOG and statement["Effect"] == "Deny":
                for action in _listed(statement["Action"]):
                    denied[action] = statement
    for action, condition in _DENIED_TO_ALL_BUT_ERASURE.items():
        statement = denied.get(action, {})
        if statement.get("Principal") != "*" or statement.get("Condition") != condition:
            yield f"{action} is not denied as it should be: {statement}"
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        allowed = {
            action
            for policy in role.get("Policies", [])
            for statement in policy["PolicyDocument"]["Statement"]
            for action in _listed(statement["Action"])
            if _listed(statement["Resource"]) != _DERIVED.get(name)
        }
        deleting = {action for action in allowed if action.startswith("s3:Delete")}
        if deleting != ({"s3:DeleteObjectVersion"} if name == "ErasureRole" else set()):
            yield f"{name} may {sorted(deleting)}"
        if any(action.startswith("sts:") for action in allowed):
            yield f"{name} may become another"


def a_bucket_for_one_distribution(resources: Resources) -> Iterator[str]:
    """The bucket's policy lets in the distribution alone, and it to renditions alone."""
    (arn,) = [
        permission["SourceArn"]
        for name, permission in of_type(resources, "AWS::Lambda::Permission").items()
        if name == "RenderForDistribution"
    ]
    policy = of_type(resources, "AWS::S3::BucketPolicy")["BucketPolicy"]
    for statement in policy["PolicyDocument"]["Statement"]:
        if statement["Effect"] != "Allow":
            continue
        resource, further = _FOR_READERS.get(statement["Action"], (None, {}))
        if statement["Resource"] != resource:
            yield f"{statement['Action']} of {statement['Resource']} is let in"
        if statement["Principal"] != {"Service": "cloudfront.amazonaws.com"}:
            yield f"{statement['Principal']} is let in"
        if statement["Condition"] != {"StringEquals": {"aws:SourceArn": arn}} | further:
            yield f"{statement['Sid']} lets in more than this distribution"


def _listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]


def storage_that_lasts(resources: Resources) -> Iterator[str]:
    """What is stored does not go with the stack, and the index can be restored."""
    for name, table in of_type(resources, "AWS::DynamoDB::Table").items():
        if not table.get("DeletionProtectionEnabled"):
            yield f"{name} may be deleted"
        if not table.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled"):
            yield f"{name} cannot be restored"
    for name, resource in resources.items():
        if resource["Type"] in {"AWS::S3::Bucket", "AWS::DynamoDB::Table"}:
            policies = {resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")}
            if not policies <= {"Retain", "RetainExceptOnCreate"}:
                yield f"{name} goes with the stack"


def encrypted_queues(resources: Resources) -> Iterator[str]:
    """Queues are encrypted by SQS's own key, which costs nothing."""
    for name, queue in of_type(resources, "AWS::SQS::Queue").items():
        if not queue.get("SqsManagedSseEnabled"):
            yield f"{name} is not encrypted"


def one_way_out(resources: Resources) -> Iterator[str]:
    """Only the distribution may call a function by its URL, and it needs two rights for that."""
    permissions = of_type(resources, "AWS::Lambda::Permission")
    for name, url in of_type(resources, "AWS::Lambda::Url").items():
        if url["AuthType"] != "AWS_IAM":
            yield f"{name} is open to everybody"
        allowed = {
            permission["Action"]
            for permission in permissions.values()
            if permission["FunctionName"] == url["TargetFunctionArn"]
            and permission["Principal"] == "cloudfront.amazonaws.com"
        }
        if allowed != {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}:
            yield f"CloudFront may only {sorted(allowed)} at {name}"
    for name, permission in permissions.items():
        if permission["Principal"] == "*" or not permission.get("SourceArn"):
            yield f"{name} lets in more than one source"


def a_safe_edge(resources: Resources) -> Iterator[str]:
    """CloudFront signs what it asks its origins, and serves readers by TLS."""
    for name, distribution in of_type(resources, "AWS::CloudFront::Distribution").items():
        config = distribution["DistributionConfig"]
        for origin in config["Origins"]:
            if not origin.get("OriginAccessControlId"):
                yield f"{name} does not sign what it asks of {origin['Id']}"
        for behaviour in [config["DefaultCacheBehavior"], *config.get("CacheBehaviors", [])]:
            if behaviour["ViewerProtocolPolicy"] != "redirect-to-https":
                yield f"{name} serves without TLS"


def nothing_of_one_account(resources: Resources) -> Iterator[str]:
    """No account's number and no credential is written into the template."""
    text = json.dumps(resources)
    for found in {*_LITERAL_ACCOUNT.findall(text)} | {m[0] for m in _ACCESS_KEY.finditer(text)}:
        yield f"{found} belongs to one account"


def names_of_their_own(resources: Resources) -> Iterator[str]:
    """Two papers may live in one account: every name that is given holds the stack's."""
    for name, resource in resources.items():
        given: Any = resource["Properties"]
        for step in _NAMES.get(resource["Type"], ()):
            given = given.get(step, {})
        # What is given no name has one from CloudFormation, with the stack's in it.
        if resource["Type"] in _NAMES and given and "${AWS::StackName}" not in json.dumps(given):
            yield f"{name} is called {given} in every stack"


RULES = (
    roles_of_their_own,
    logs_that_end,
    alarms_on_failure,
    alarms_on_dead_letters,
    alarms_of_their_own,
    queues_with_patience,
    arm64,
    a_safe_bucket,
    a_log_that_only_grows,
    a_bucket_for_one_distribution,
    storage_that_lasts,
    encrypted_queues,
    one_way_out,
    a_safe_edge,
)
"""The rules for what is deployed."""

RULES_AS_WRITTEN = (nothing_of_one_account, names_of_their_own)
"""The rules for the template as it is written, before anything in it is resolved."""
