"""Recorded traffic as CSV: read whole, or refused with every bad line by its number and reason."""

import pytest

from apps.exchange import recorded
from apps.exchange.recorded import RecordingInvalid, read_recording
from apps.schema.nodes.sources import MAX_POINTS

KNOWN = frozenset({"placed", "paid"})


def read(text: str):
    return read_recording(text, "Recorded", "placed", KNOWN).points


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(RecordingInvalid) as caught:
        read(text)
    return caught.value.problems


def test_lines_become_points_in_order_of_time():
    points = read("time,key,size,event\n2.5,7,900,paid\n\n1,7\n3,,100\n")
    assert [(p.at, p.key, p.size, p.event_type) for p in points] == [
        (1.0, 7, None, "placed"),
        (2.5, 7, 900, "paid"),
        (3.0, None, 100, "placed"),
    ]


def test_keys_in_words_are_numbered_as_they_first_occur():
    assert [point.key for point in read('0,anna\n1,"o\'hara, b"\n2,anna\n3,5\n')] == [0, 1, 0, 2]


def test_every_bad_line_is_named_with_its_number_and_reason():
    found = problems("0,a,1\nsoon,a\n1,a,0\n2,a,-5\n-1,a\n3,a,1,gone\n4,a,1,placed,more\nnan,a\n5,a,536870913\n")
    assert [line for line, _ in found] == [2, 3, 4, 5, 6, 7, 8, 9]
    reasons = " ".join(reason for _, reason in found)
    for words in ("'soon' is not a number", "1 to 536,870,912 bytes", "0 to 604,800 s", "'gone'", "at most 4"):
        assert words in reasons


def test_of_many_bad_lines_the_first_are_named_and_the_rest_counted():
    found = problems("x\n" * 80)
    assert len(found) == recorded.MAX_REASONS + 1
    assert found[-1] == (0, "30 more lines are bad")


@pytest.mark.parametrize("text", ["", "\n\n", "time,key,size\n"])
def test_a_recording_without_a_message_is_refused(text: str):
    ((line, reason),) = problems(text)
    assert (line, "empty" in reason) == (0, True)


def test_more_messages_than_are_kept_are_refused_with_the_limit():
    assert len(read("1,2,3\n" * MAX_POINTS)) == MAX_POINTS
    assert problems("1,2,3\n" * (MAX_POINTS + 1)) == [(MAX_POINTS + 1, "one message too many: at most 20,000 are kept")]


def test_a_recording_that_is_too_large_is_refused_with_the_limit():
    ((_, reason),) = problems("1" * (recorded.MAX_BYTES + 1))
    assert "at most 2,000,000" in reason


def test_a_quote_that_is_never_closed_is_no_csv():
    ((_, reason),) = problems('0,"a\n1,b\n')
    assert "not CSV" in reason
