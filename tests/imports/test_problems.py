"""Every code has its sentence."""

import pytest

from imports.kinds import HELD_REASONS
from imports.problems import SENTENCES, sentence
from imports.reasons import ImportCode
from interchange.reasons import HeldReason, ProblemCode


@pytest.mark.parametrize("code", [*ProblemCode, *ImportCode])
def test_every_code_has_a_sentence(code: str) -> None:
    assert sentence(code).endswith(".") or sentence(code).endswith(").")
    assert " " in sentence(code)


def test_no_sentence_is_without_a_code() -> None:
    assert SENTENCES.keys() == {*ProblemCode, *ImportCode}


def test_a_code_of_a_former_version_stays_as_it_is() -> None:
    assert sentence("no_such_code") == "no_such_code"


def test_every_reason_for_holding_has_a_name() -> None:
    assert {reason for reason, _name in HELD_REASONS} == set(HeldReason)
