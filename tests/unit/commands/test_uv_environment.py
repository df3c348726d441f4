from commands.uv_environment import parse_pip_settings, translate


def test_the_environments_word_counts_over_the_files() -> None:
    listing = (
        ":env:.index-url='https://env.example/simple'\n"
        "global.index-url='https://file.example/simple'\n"
        "install.find-links='/wheels'\n"
        "freeze.timeout='10'\n"
    )
    assert parse_pip_settings(listing) == {
        "index-url": "https://env.example/simple",
        "find-links": "/wheels",
    }


def test_a_value_may_hold_an_equals_sign() -> None:
    assert parse_pip_settings("global.index-url='https://x.example/?a=b'") == {
        "index-url": "https://x.example/?a=b"
    }


def test_pips_settings_become_uvs() -> None:
    told = translate(
        {
            "index-url": "https://mirror.example/simple",
            "extra-index-url": "https://a.example/simple\\nhttps://b.example/simple",
            "find-links": "/one /two",
            "cert": "/ca.pem",
        },
        {},
    )
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert told["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
    assert told["UV_FIND_LINKS"] == "/one,/two"
    assert told["SSL_CERT_FILE"] == "/ca.pem"


def test_what_uv_was_told_itself_stays() -> None:
    told = translate(
        {"index-url": "https://pip.example"}, {"UV_DEFAULT_INDEX": "https://uv.example"}
    )
    assert "UV_DEFAULT_INDEX" not in told
