from broadsheet.pages.function_url import read_event, write_response
from broadsheet.pages.response import HTML, Request, document


def test_a_request_is_read_from_the_event_of_a_function_url() -> None:
    event = {
        "rawPath": "/news/",
        "rawQueryString": "older=x",
        "headers": {"if-none-match": '"a"'},
        "requestContext": {"http": {"method": "HEAD"}},
    }
    assert read_event(event) == Request("HEAD", "/news/", "older=x", '"a"')
    bare = {"rawPath": "/", "requestContext": {"http": {"method": "GET"}}}
    assert read_event(bare) == Request("GET", "/")


def test_a_response_is_written_as_a_function_url_answers() -> None:
    page = document(200, "<p>Ωραία</p>", HTML, "no-store")
    assert write_response(page) == {
        "statusCode": 200,
        "headers": page.headers,
        "body": "<p>Ωραία</p>",
        "isBase64Encoded": False,
    }
