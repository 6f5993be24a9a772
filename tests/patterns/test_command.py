"""`manage.py templates`, as a script calls it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from apps.patterns import templates
from apps.schema import read_document_text


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("templates", *arguments, stdout=out)
    return out.getvalue()


def test_the_list_names_every_template():
    assert [row["name"] for row in json.loads(printed("--json"))] == list(templates())
    for template in templates().values():
        assert template.title in printed()


@pytest.mark.parametrize("name", templates())
def test_one_template_as_json_is_its_document(name: str):
    assert read_document_text(printed(name, "--json")) == templates()[name].document


@pytest.mark.parametrize("name", templates())
def test_one_template_in_words_tells_its_story(name: str):
    story = templates()[name].document.story
    assert story is not None
    for sentence in (story.watch, story.break_it, story.learn):
        assert sentence in printed(name)


def test_an_unknown_name_ends_with_code_2_and_the_known_ones():
    with pytest.raises(CommandError, match="there are: order_flow, pub_sub") as caught:
        call_command("templates", "nope")
    assert caught.value.returncode == 2
