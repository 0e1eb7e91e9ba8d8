from __future__ import annotations

import pytest

SITE = ("--root", "/srv/okrs/current", "--name", "okrs.example.com")


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_a_configuration_is_as_agreed(okr, golden, server):
    answer = okr("webserver", server, *SITE)
    assert (answer.status, answer.err) == (0, "")
    golden(f"webserver/{server}.conf", answer.out)


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
        (("--root", "x", "--listen", "70000"), "is no address to listen on"),
    ],
)
def test_what_no_configuration_could_hold_is_refused(okr, words, said):
    answer = okr("webserver", "nginx", *words)
    assert answer.status == 2
    assert said in answer.err
