from __future__ import annotations

import pytest

SITE = ("--root", "/srv/okrs/current", "--name", "okrs.example.com")


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_a_configuration_is_as_agreed(okr, golden, server):
    answer = okr("webserver", server, *SITE)
    assert (answer.status, answer.err) == (0, "")
    golden(f"webserver/{server}.conf", answer.out)


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_the_form_alone_may_speak_with_the_forge(okr, server):
    policies = [line for line in okr("webserver", server, *SITE, "--forge-api", "https://api.github.com").out.splitlines()
                if "default-src" in line]  # fmt: skip
    assert ["https://api.github.com" in line for line in policies].count(True) == 1
    assert "connect-src 'self' https://api.github.com;" in "".join(policies)
    assert "giscus" not in "".join(policies)


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_discussions_from_elsewhere_are_let_in_where_they_are_asked_for(okr, server):
    said = okr("webserver", server, *SITE, "--giscus").out
    assert said.count("frame-src https://giscus.app") == 2
    assert said.count("script-src 'self' https://giscus.app;") == 2


def test_a_folder_is_said_from_the_root_and_links_are_left_to_the_server(okr, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "current").symlink_to("one")
    assert f'root "{tmp_path}/current";' in okr("webserver", "nginx", "--root", "current").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--root", 'x"; include /etc/passwd; #'), "has a character that web servers read as their own"),
        (("--root", "$host"), "has a character that web servers read as their own"),
        (("--root", "x", "--name", "a b"), "'a b' is no host name"),
        (("--root", "x", "--listen", "80; include x"), "is no address to listen on"),
        (("--root", "x", "--forge-api", "https://api.github.com/"), "is no origin"),
        (("--root", "x", "--forge-api", "'unsafe-inline'"), "is no origin"),
        (("--root", "x", "--listen", "70000"), "is no address to listen on"),
    ],
)
def test_what_no_configuration_could_hold_is_refused(okr, words, said):
    answer = okr("webserver", "nginx", *words)
    assert answer.status == 2
    assert said in answer.err
